import { PageHeader } from '../../parts/PageHeader.tsx';

export function Outbox() {
  return <PageHeader title="Outbox" />;
}
