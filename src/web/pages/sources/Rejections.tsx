import { Button } from '@mantine/core';
import { useState } from 'react';
import { apiPath } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useImportWords } from './import.messages.ts';
import styles from './Sources.module.css';
import type { Listed, Rejection } from './sources.ts';

/** Why rows were refused, with the row as it stood; the file to correct. */
export function Rejections({ runId }: { runId: number }) {
  const words = useImportWords();
  const format = useFormat();
  const [limit, setLimit] = useState(20);
  const path = `/imports/${runId}/rejections`;
  const query = useApi<Listed<Rejection>>(['imports', runId, 'rejections'], path, { query: { limit } });
  return (
    <Card
      title={words.rejections}
      aside={
        <a href={apiPath(path, { format: 'csv' })} download>
          {words.download}
        </a>
      }
    >
      <p className="muted">{words.rejectionsText}</p>
      <Loaded query={query}>
        {({ items, next }) => (
          <>
            {items.map((row) => (
              <CardRow key={row.line}>
                <span className="dim">{words.line(format.number(row.line))} </span>
                <span className={styles.problem}>{[row.column, row.reason].filter(Boolean).join(': ')}</span>
                <div className="tiny muted">
                  {Object.values(row.raw).filter(Boolean).join(' · ').slice(0, 240)}
                </div>
              </CardRow>
            ))}
            {next && limit < 200 ? (
              <Button onClick={() => setLimit(Math.min(200, limit * 3))}>{words.more}</Button>
            ) : null}
          </>
        )}
      </Loaded>
    </Card>
  );
}
