import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useMay } from '../../../api/me.ts';
import { useChange } from '../../../api/useChange.ts';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { Go } from '../../../parts/Go.tsx';
import { When } from '../../../parts/When.tsx';
import styles from '../Sources.module.css';
import { useSourcePageWords } from './messages.ts';
import type { Drift } from './record.ts';
import { useFieldName } from './useFieldName.ts';

/** How the shape changed: what waits for a verdict first, what was judged behind a button. */
export function Drifts({ drifts, sourceKey }: { drifts: Drift[]; sourceKey: string }) {
  const words = useSourcePageWords();
  const [all, setAll] = useState(false);
  const open = drifts.filter((one) => !one.settled);
  const settled = drifts.filter((one) => one.settled);
  return (
    <Card title={words.shape} aside={open.length > 0 ? words.shapeAside : undefined}>
      {open.length === 0 ? <p className="muted">{words.noShape}</p> : null}
      {open.map((drift) => (
        <One key={drift.id} drift={drift} sourceKey={sourceKey} />
      ))}
      {all ? settled.map((drift) => <One key={drift.id} drift={drift} sourceKey={sourceKey} />) : null}
      {settled.length > 0 ? (
        <Button size="compact-sm" variant="subtle" onClick={() => setAll(!all)}>
          {all ? words.hideJudged : words.showJudged(settled.length)}
        </Button>
      ) : null}
    </Card>
  );
}

const tones = { appeared: 'accent', vanished: 'bad', retyped: 'pass' } as const;

function One({ drift, sourceKey }: { drift: Drift; sourceKey: string }) {
  const words = useSourcePageWords();
  const may = useMay('source:write');
  const nameOf = useFieldName();
  const judge = useChange<'accepted' | 'ignored', Drift>({
    call: (verdict) => api.post(`/drifts/${drift.id}/verdict`, { verdict }),
    touches: [['sources', sourceKey], ['sources']],
    said: (_, verdict) => words.judged[verdict],
  });
  const name = nameOf(drift.field);
  const kinds = drift.change === 'retyped' ? words.fromTo(typed(drift.before), typed(drift.after)) : '';
  function typed(type: string | null): string {
    return type ? words.types[type as keyof typeof words.types] : '';
  }
  return (
    <CardRow
      lead={<Chip tone={drift.settled ? 'few' : tones[drift.change]}>{words.changes[drift.change]}</Chip>}
      action={
        drift.settled || !may ? undefined : (
          <span className="row">
            <Button
              onClick={() => judge.mutate('accepted')}
              loading={judge.isPending}
              aria-label={`${words.accept}: ${name}`}
            >
              {words.accept}
            </Button>
            <Button
              variant="subtle"
              onClick={() => judge.mutate('ignored')}
              disabled={judge.isPending}
              aria-label={`${words.ignore}: ${name}`}
            >
              {words.ignore}
            </Button>
          </span>
        )
      }
    >
      <div className={styles.drift}>
        <b>{name}</b> {kinds}
        <div className="tiny muted">
          {words.feeds[drift.feed.replace(/:.*/, '') as keyof typeof words.feeds]} {drift.feedName} ·{' '}
          <When at={drift.seenAt} />
          {drift.runId ? (
            <>
              {' · '}
              <Go to={`/sources/import?run=${drift.runId}`}>{words.run(drift.runId)}</Go>
            </>
          ) : null}
          {drift.settled ? ` · ${words.verdicts[drift.settled.verdict](drift.settled.by ?? '')}` : ''}
          {drift.settled?.reason ? ` · ${drift.settled.reason}` : ''}
        </div>
      </div>
    </CardRow>
  );
}
