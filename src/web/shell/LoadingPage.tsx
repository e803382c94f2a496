import { Skeleton } from '@mantine/core';
import { useShellWords } from './messages.ts';

export function LoadingPage() {
  return (
    <output aria-label={useShellWords().loading} style={{ display: 'block' }}>
      <Skeleton height={24} width="min(260px, 60%)" mb={10} />
      <Skeleton height={14} width="min(520px, 90%)" mb={24} />
      <Skeleton height={180} mb={18} />
      <Skeleton height={120} />
    </output>
  );
}
