import { Button } from '@mantine/core';
import { PageHeader } from '../parts/PageHeader.tsx';
import { useGo } from '../parts/useGo.ts';
import { ask } from './commands.ts';
import { useShellWords } from './messages.ts';

export function NotFoundPage() {
  const words = useShellWords();
  const go = useGo();
  return (
    <>
      <PageHeader title={words.lost} sentence={words.lostSentence} />
      <div className="row">
        <Button variant="filled" onClick={() => go('/')}>
          {words.toHome}
        </Button>
        <Button onClick={() => ask('spotlight')}>{words.search}</Button>
      </div>
    </>
  );
}
