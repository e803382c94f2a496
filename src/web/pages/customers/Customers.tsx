import { PageHeader } from '../../parts/PageHeader.tsx';

export function Customers() {
  return <PageHeader title="Customers" />;
}
