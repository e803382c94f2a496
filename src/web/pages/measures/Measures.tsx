import { PageHeader } from '../../parts/PageHeader.tsx';

export function Measures() {
  return <PageHeader title="Measures" />;
}
