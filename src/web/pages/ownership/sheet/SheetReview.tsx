import { Alert, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { api } from '../../../api/api.ts';
import { useOrganisation } from '../../../api/me.ts';
import { useChange } from '../../../api/useChange.ts';
import { Card } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { dayOf } from '../../../parts/period.ts';
import { useGo } from '../../../parts/useGo.ts';
import { useLedgerWords } from '../ledger.messages.ts';
import { type Plane, touched } from '../ownership.ts';
import { useHolders } from '../useHolders.ts';
import { useThings } from '../useThings.ts';
import { useSheetWords } from './messages.ts';
import styles from './Sheet.module.css';
import { bodyOf, firstChoices, type Preview, rowsWithTwo } from './sheet.ts';

/** Each column somebody, each row something; what is unclear is asked, with what it may be on top. */
export function SheetReview({ preview, fileName }: { preview: Preview; fileName: string }) {
  const words = useSheetWords();
  const more = useLedgerWords();
  const go = useGo();
  const today = dayOf(new Date(), useOrganisation().timezone);
  const [choices, setChoices] = useState(() => firstChoices(preview));
  const [how, setHow] = useState({
    on: today,
    plane: 'execution' as Plane,
    several: false,
    endOthers: false,
  });
  const holders = useHolders().choices;
  const things = useThings();
  const thingGroups = useMemo(
    () =>
      [...Map.groupBy(things, (one) => one.where)].map(([where, some]) => ({
        group: where || '·',
        items: some.map((one) => ({ value: `${one.kind}:${one.key}`, label: one.name })),
      })),
    [things],
  );
  const two = rowsWithTwo(preview, choices);
  const take = useChange<void, { id: string; edits: number; left: number }>({
    call: () =>
      api.post('/ownership/raci', {
        ...bodyOf(preview, choices),
        fileName,
        on: how.on,
        plane: how.plane,
        twoAccountable: how.several ? 'several' : 'refuse',
        endOthers: how.endOthers,
        as: 'draft',
      }),
    touches: touched,
    said: ({ edits, left }) => words.taken(edits, left),
    quiet: true,
    after: ({ id }) => go(`/ownership/changes?set=${id}`),
  });
  const known = Object.values(choices.what).filter(Boolean).length;
  const who = Object.values(choices.who).filter(Boolean).length;
  const pick = (part: 'who' | 'what', at: number, value: string) =>
    setChoices((before) => ({ ...before, [part]: { ...before[part], [at]: value } }));
  return (
    <div className="stack">
      <p>{words.found(preview.rows.length, known, preview.columns.length, who)}</p>
      <Card title={words.columns}>
        {preview.columns.map((column) => (
          <div key={column.index} className={styles.line} data-open={!choices.who[column.index] || undefined}>
            <span>{column.header || '–'}</span>
            <NativeSelect
              size="xs"
              aria-label={words.whoIs(column.header)}
              value={choices.who[column.index]}
              onChange={(event) => pick('who', column.index, event.currentTarget.value)}
              data={[
                { value: '', label: words.nobody },
                ...(column.suggestions.length > 0
                  ? [
                      {
                        group: words.maybe,
                        items: column.suggestions.map((one) => ({
                          value: `${one.kind}:${one.id}`,
                          label: one.name,
                        })),
                      },
                    ]
                  : []),
                ...holders,
              ]}
            />
          </div>
        ))}
      </Card>
      <Card title={words.rows}>
        {preview.rows.map((row) => (
          <div key={row.line} className={styles.line} data-open={!choices.what[row.line] || undefined}>
            <span>
              {row.labels[0]} <span className="tiny muted">{words.line(row.line)}</span>
              <div className="tiny muted">
                {row.cells
                  .map(
                    (cell) =>
                      `${cell.roles.join('/')} ${preview.columns.find((one) => one.index === cell.column)?.header ?? ''}`,
                  )
                  .join(', ')}
              </div>
            </span>
            <NativeSelect
              size="xs"
              aria-label={words.whatIs(row.labels[0] ?? '')}
              value={choices.what[row.line]}
              onChange={(event) => pick('what', row.line, event.currentTarget.value)}
              data={[
                { value: '', label: words.nobody },
                ...(row.suggestions.length > 0
                  ? [
                      {
                        group: words.maybe,
                        items: row.suggestions.map((one) => ({
                          value: `${one.kind}:${one.key}`,
                          label: one.name,
                        })),
                      },
                    ]
                  : []),
                ...thingGroups,
              ]}
            />
          </div>
        ))}
      </Card>
      {preview.unread.length > 0 ? (
        <Card title={words.unread} aside={preview.unread.length}>
          <p className="tiny muted">{words.unreadText}</p>
          {preview.unread.map((cell) => (
            <div key={`${cell.line} ${cell.header}`} className="tiny">
              {words.line(cell.line)}, {cell.header}: <q>{cell.text}</q>
            </div>
          ))}
        </Card>
      ) : null}
      {preview.headings.length > 0 ? (
        <details>
          <summary>
            {words.headings} ({preview.headings.length})
          </summary>
          {preview.headings.map((one) => (
            <div key={one.line} className="tiny muted">
              {words.line(one.line)}: {one.text}
            </div>
          ))}
        </details>
      ) : null}
      <Card>
        <div className={styles.how}>
          <TextInput
            type="date"
            label={words.day}
            value={how.on}
            onChange={(event) => setHow({ ...how, on: event.currentTarget.value })}
          />
          <NativeSelect
            label={words.plane}
            value={how.plane}
            data={(['execution', 'strategy'] as const).map((value) => ({ value, label: more.planes[value] }))}
            onChange={(event) => setHow({ ...how, plane: event.currentTarget.value as Plane })}
          />
          <NativeSelect
            label={words.two}
            value={how.several ? 'several' : 'refuse'}
            data={[
              { value: 'refuse', label: words.twoRefuse },
              { value: 'several', label: words.twoSeveral },
            ]}
            onChange={(event) => setHow({ ...how, several: event.currentTarget.value === 'several' })}
          />
        </div>
        {two > 0 ? (
          <p>
            <Chip tone="bad">{words.twoHere(two)}</Chip>
          </p>
        ) : null}
        <Checkbox
          mt="md"
          label={words.others}
          checked={how.endOthers}
          onChange={(event) => setHow({ ...how, endOthers: event.currentTarget.checked })}
        />
        {take.error ? (
          <Alert mt="md" role="alert">
            {take.error.detail}
          </Alert>
        ) : null}
        <Button mt="md" variant="filled" loading={take.isPending} onClick={() => take.mutate()}>
          {words.take}
        </Button>
      </Card>
    </div>
  );
}
