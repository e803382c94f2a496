import { PageHeader } from '../../parts/PageHeader.tsx';

export function Import() {
  return <PageHeader title="Import" />;
}
