import { Button } from '@mantine/core';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import type { Value } from './draft.ts';
import type { Preview } from './preview.ts';
import { useRecognisedWords } from './recognised.messages.ts';

/** An export that is read as it is: whose it is, and what becomes of its columns. */
export function Recognised({
  preview,
  myself,
}: {
  preview: Preview;
  /** Absent: what its columns are is the format's own affair. */
  myself: (() => void) | undefined;
}) {
  const words = useRecognisedWords();
  const found = preview.recognised;
  if (!found) return null;
  const titles = new Map(preview.columns.map(({ name, title }) => [name, title || name]));
  const asked = (value: unknown) => titles.get(columnOf(value) ?? '') ?? columnOf(value) ?? '';
  return (
    <Card title={words.title(found.name)} aside={words.what[found.what] ?? found.what}>
      {found.notes.map((note) => (
        <p key={note} className="muted">
          {note}
        </p>
      ))}
      {preview.mapping.yields.map((fact, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mapping's facts have no names and do not move
        <CardRow key={i} lead={<Chip tone="accent">{words.becomes[fact.type as Kind]}</Chip>}>
          {fact.type === 'response' ? (
            <>
              <b>{metricName(preview, fact.metric)}</b>
              <div className="muted">
                {[fact.value ? asked(fact.value) : '', fact.comment ? words.with(asked(fact.comment)) : '']
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </>
          ) : fact.type === 'interaction' ? (
            <b>{String(fact.kind).replace(/^=/, '')}</b>
          ) : (
            <>
              <b>{words.knownBy(columnOf(fact.key) ?? '')}</b>
              <div className="muted">
                {[fact.name, fact.email, fact.phone].map(columnOf).filter(Boolean).join(' · ')}
              </div>
            </>
          )}
        </CardRow>
      ))}
      {myself ? (
        <div className="row">
          <Button onClick={myself}>{words.myself}</Button>
        </div>
      ) : null}
    </Card>
  );
}

type Kind = 'identity' | 'response' | 'interaction';

function columnOf(value: unknown): string | undefined {
  const given = value as Value | undefined;
  return typeof given === 'object' ? given.column : given?.replace(/[{}]/g, '');
}

function metricName(preview: Preview, metric: unknown): string {
  const key = String(metric).replace(/^=/, '');
  return preview.metrics.find((one) => one.key === key)?.name ?? key;
}
