import { Alert, Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { upload } from '../../../api/upload.ts';
import { useChange } from '../../../api/useChange.ts';
import { Card } from '../../../parts/Card.tsx';
import { Go } from '../../../parts/Go.tsx';
import { OwnershipNav } from '../../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../../parts/PageHeader.tsx';
import { useSheetWords } from './messages.ts';
import styles from './Sheet.module.css';
import { SheetReview } from './SheetReview.tsx';
import type { Preview } from './sheet.ts';

/** An existing RACI sheet comes in: chosen, looked at, resolved, and made a draft of. */
export function Sheet() {
  const words = useSheetWords();
  const [file, setFile] = useState<File>();
  const read = useChange<File, Preview>({
    call: (chosen) => upload<Preview>('/ownership/raci/preview', chosen).answer,
    quiet: true,
  });
  const choose = (chosen: File | null) => {
    if (!chosen) return;
    setFile(chosen);
    read.mutate(chosen);
  };
  const button = (label: string, filled: boolean) => (
    <FileButton onChange={choose} accept=".csv,.tsv,.txt,.xlsx">
      {(props) => (
        <Button {...props} variant={filled ? 'filled' : 'default'} loading={read.isPending}>
          {label}
        </Button>
      )}
    </FileButton>
  );
  return (
    <>
      <PageHeader
        above={<Go to="/ownership">{words.back}</Go>}
        title={words.title}
        sentence={words.sentence}
        actions={read.data ? button(words.another, false) : undefined}
      />
      <OwnershipNav />
      {read.data ? null : (
        <Card>
          {read.error ? (
            <Alert role="alert" mb="md">
              {read.error.detail}
            </Alert>
          ) : null}
          <Example />
          {button(words.choose, true)}
        </Card>
      )}
      {read.data && file ? (
        <SheetReview key={`${file.name}${file.lastModified}`} preview={read.data} fileName={file.name} />
      ) : null}
    </>
  );
}

/** What a sheet may look like, for whoever has not made one yet. */
function Example() {
  const words = useSheetWords();
  const [head = [], ...rows] = words.exampleRows;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={words.example} tabIndex={0}>
      <table className={styles.example}>
        <caption>{words.example}</caption>
        <thead>
          <tr>
            <td />
            {head.slice(1).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, ...letters]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              {letters.map((letter, i) => (
                <td key={head[i + 1]}>{letter}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
