import { PageHeader } from '../../parts/PageHeader.tsx';

export function Sources() {
  return <PageHeader title="Sources" />;
}
