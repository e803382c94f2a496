import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import { useSourceWords } from './messages.ts';
import styles from './Sources.module.css';
import type { Source } from './sources.ts';

/** Below these shares something is worth a look; a tenth of the records without a value, one in a hundred not of its form. */
const least = { completeness: 0.7, validity: 0.99 };
const mostTwins = 0.01;

/** Complete, valid, doubled: three shares in words, each with what it was counted over. */
export function QualityLine({ quality }: { quality: Source['quality'] }) {
  const { quality: words } = useSourceWords();
  const format = useFormat();
  const parts = (['completeness', 'validity', 'duplicates'] as const).flatMap((name) => {
    const { share, n } = quality[name];
    if (share === null) return [];
    const bad = name === 'duplicates' ? share > mostTwins : share < least[name];
    return { name, share, n, bad };
  });
  if (parts.length === 0) return null;
  return (
    <dl className={styles.quality}>
      {parts.map(({ name, share, n, bad }) => (
        <div key={name} data-bad={bad ? '' : undefined}>
          <dt>{words[name]}</dt>
          <dd title={words.over(format.number(n))}>
            {format.percent(share, share > 0.995 || share < 0.05 ? 1 : 0)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What went wrong, each a chip that leads to it. Nothing where nothing did. */
export function ErrorChips({ source }: { source: Source }) {
  const { errors: words } = useSourceWords();
  const { errors, key } = source;
  const to = `/sources/${key}`;
  const chips = [
    { name: 'drifts', n: errors.drifts, tone: 'pass', to: to },
    { name: 'deadLetters', n: errors.deadLetters, tone: 'bad', to: `${to}/connect` },
    { name: 'failedRuns', n: errors.failedRuns, tone: 'bad', to: to },
    { name: 'rejected', n: errors.rejected, tone: 'pass', to: to },
    { name: 'refusedRequests', n: errors.refusedRequests, tone: 'pass', to: `${to}/connect` },
  ] as const;
  const shown = chips.filter(({ n }) => n > 0);
  if (shown.length === 0) return null;
  return (
    <div className={styles.chips}>
      {shown.map((chip) => (
        <Chip key={chip.name} tone={chip.tone} to={chip.to}>
          {words[chip.name](chip.n)}
        </Chip>
      ))}
    </div>
  );
}
