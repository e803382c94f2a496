import { PageHeader } from '../../parts/PageHeader.tsx';

export function Journeys() {
  return <PageHeader title="Journeys" />;
}
