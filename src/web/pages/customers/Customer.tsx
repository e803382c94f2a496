import { PageHeader } from '../../parts/PageHeader.tsx';

export function Customer() {
  return <PageHeader title="Customer" />;
}
