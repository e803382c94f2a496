import { PageHeader } from '../../parts/PageHeader.tsx';

export function Home() {
  return <PageHeader title="Home" />;
}
