import { Button, Code } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { ApiProblem, Unreachable } from '../api/problem.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { useShellWords } from './messages.ts';
import { NotFoundPage } from './NotFoundPage.tsx';

/** The error boundary of a page: the shell stays, the page says what happened and what to do. */
export function ProblemPage({ error: thrown, reset }: ErrorComponentProps) {
  const words = useShellWords();
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
  if (error instanceof ApiProblem && error.status === 403) {
    return <PageHeader title={words.mayNot} sentence={error.detail} />;
  }
  // A page whose file is gone: the server was updated under an open browser.
  const stale = /dynamically imported module|module script/i.test(error.message);
  const plain = error instanceof ApiProblem || error instanceof Unreachable;
  return (
    <>
      <PageHeader
        title={words.broke}
        sentence={stale ? words.newVersion : plain ? error.message : words.brokeSentence}
      />
      <Button variant="filled" onClick={stale ? () => location.reload() : reset}>
        {stale ? words.reload : words.tryAgain}
      </Button>
      {stale || plain ? null : (
        <Code block mt={18}>
          {error.message}
        </Code>
      )}
    </>
  );
}
