import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { messages } from '../i18n/messages.ts';
import styles from './EmptyState.module.css';

const useWords = messages({
  en: { loading: 'Loading', again: 'Try again', failed: 'This could not be read' },
  de: { loading: 'Wird geladen', again: 'Noch einmal versuchen', failed: 'Das ließ sich nicht lesen' },
});

interface Props<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  /** What is shown meanwhile, in about the same size; grey lines where nothing is given. */
  meanwhile?: ReactNode;
}

/** An answer of the server: waiting, refused (in the server's sentence, with a way on), or there. */
export function Loaded<T>({ query, children, meanwhile }: Props<T>) {
  const words = useWords();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <div className={styles.empty} role="alert">
        <b>{words.failed}</b>
        <p>{query.error.message}</p>
        <Button mt={6} onClick={() => query.refetch()}>
          {words.again}
        </Button>
      </div>
    );
  }
  return (
    <output aria-label={words.loading} style={{ display: 'block' }}>
      {meanwhile ?? (
        <>
          <Skeleton height={14} mb={10} width="70%" />
          <Skeleton height={14} mb={10} />
          <Skeleton height={14} width="45%" />
        </>
      )}
    </output>
  );
}
