import { Outlet } from '@tanstack/react-router';
import { PageHeader } from '../../parts/PageHeader.tsx';

export function Inbox() {
  return (
    <>
      <PageHeader title="Inbox" />
      <Outlet />
    </>
  );
}
