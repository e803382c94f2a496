import { Card } from '../../parts/Card.tsx';

export function Case() {
  return <Card title="Case" />;
}
