import { useFormat } from '../../../i18n/format.ts';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { useRhythm } from '../rhythm.ts';
import type { Source } from '../sources.ts';
import { useSourcePageWords } from './messages.ts';
import type { LateSpell } from './record.ts';

/** Every silence longer than agreed, and who was told of it. */
export function Lates({ lates, source }: { lates: LateSpell[]; source: Source }) {
  const words = useSourcePageWords();
  const format = useFormat();
  const rhythm = useRhythm();
  return (
    <Card title={words.lates}>
      {lates.length === 0 ? (
        <p className="muted">{source.expectedEveryHours ? words.neverLate : words.noRhythm}</p>
      ) : null}
      {lates.slice(0, 12).map((one) => (
        <CardRow
          key={one.since}
          action={
            <Chip tone={one.endedAt ? 'few' : 'bad'}>{one.endedAt ? words.over : words.stillLate}</Chip>
          }
        >
          {one.endedAt
            ? words.lateFor(
                format.duration((Date.parse(one.endedAt) - Date.parse(one.since)) / 1000),
                format.day(one.since),
              )
            : words.lateSince(format.moment(one.since))}
          <div className="tiny muted">
            {[rhythm(one.everyHours), one.toldNames.length > 0 ? words.told(format.list(one.toldNames)) : '']
              .filter(Boolean)
              .join(' · ')}
          </div>
        </CardRow>
      ))}
    </Card>
  );
}
