import { PageHeader } from '../../parts/PageHeader.tsx';

export function Ownership() {
  return <PageHeader title="Ownership" />;
}
