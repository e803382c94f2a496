import { PageHeader } from '../../parts/PageHeader.tsx';

export function Settings() {
  return <PageHeader title="Settings" />;
}
