import { Button } from '@mantine/core';
import { Spark } from '../../charts/Spark.tsx';
import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Seat } from '../../parts/Seat.tsx';
import { When } from '../../parts/When.tsx';
import { ConnectLink } from '../connect/ConnectLink.tsx';
import { FreshnessChip } from './FreshnessChip.tsx';
import { useSourceWords } from './messages.ts';
import { ErrorChips, QualityLine } from './QualityLine.tsx';
import { useRhythm } from './rhythm.ts';
import styles from './Sources.module.css';
import type { Source } from './sources.ts';

/** One source: whose it is, whether it still delivers, how much and how well, and what went wrong. */
export function SourceRow({ source, change }: { source: Source; change?: (() => void) | undefined }) {
  const words = useSourceWords();
  const format = useFormat();
  const rhythm = useRhythm();
  const total = source.volume.reduce((sum, day) => sum + day.taken, 0);
  return (
    <CardRow
      lead={
        source.ownerName ? (
          <Face person={{ id: source.ownerPersonId ?? undefined, name: source.ownerName }} />
        ) : (
          <Seat reason={words.noOwner} />
        )
      }
      action={
        change ? (
          <Button onClick={change} aria-label={words.change(source.name)}>
            {words.changeShort}
          </Button>
        ) : undefined
      }
    >
      <div className={styles.source}>
        <div>
          <div className={styles.line}>
            <b>
              <Go to={`/sources/${source.key}`}>{source.name}</Go>
            </b>
            <FreshnessChip source={source} />
          </div>
          <div className="tiny muted">
            {[words.kinds[source.kind], source.departmentName, rhythm(source.expectedEveryHours)]
              .filter(Boolean)
              .join(' · ')}
            {source.lastReceivedAt ? (
              <>
                {' · '}
                {words.last} <When at={source.lastReceivedAt} />
              </>
            ) : null}
            {' · '}
            <ConnectLink source={source} />
          </div>
          <QualityLine quality={source.quality} />
          <ErrorChips source={source} />
          {source.lastError ? (
            <div className={styles.error}>
              {words.error} <When at={source.lastErrorAt} />: {source.lastError}
            </div>
          ) : null}
        </div>
        {total > 0 ? (
          <div className={styles.volume}>
            <Spark values={daily(source)} of={`${source.name}, ${words.volume}`} />
            <span className="tiny dim">{words.thirty(format.compact(total))}</span>
          </div>
        ) : null}
      </div>
    </CardRow>
  );
}

/** Days without a record are a zero, not a gap: silence is what one looks for here. */
function daily(source: Source): number[] {
  const taken = new Map(source.volume.map(({ day, taken }) => [day, taken]));
  return Array.from({ length: 30 }, (_, i) => {
    const day = new Date(Date.now() - (29 - i) * 86_400_000).toISOString().slice(0, 10);
    return taken.get(day) ?? 0;
  });
}
