import { PageHeader } from '../../parts/PageHeader.tsx';

export function Journey() {
  return <PageHeader title="Journey" />;
}
