import type { QuestionResult } from '../../../../listen/results/results.ts';
import type { Wire } from '../../../api/wire.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Card } from '../../../parts/Card.tsx';
import { When } from '../../../parts/When.tsx';
import { useResultWords } from './messages.ts';
import { npsOf } from './nps.ts';
import styles from './Results.module.css';

type Result = Wire<QuestionResult>;

/** One question: its figure, how the answers spread, and what was said; the n with each. */
export function OneQuestion({ question }: { question: Result }) {
  const words = useResultWords();
  const format = useFormat();
  const { type, n, mean, tooFew } = question;
  return (
    <Card title={question.text || question.key} aside={words.answered(n)}>
      {tooFew ? <p className="muted">{words.tooFew}</p> : null}
      {type === 'nps' && !tooFew ? <NpsSplit question={question} /> : null}
      {mean !== null && type !== 'nps' ? (
        <p className={styles.figure}>{words.mean(format.fixed(mean))}</p>
      ) : null}
      {question.counts.length > 0 ? <Bars question={question} /> : null}
      {question.places.length > 0 ? (
        <ol className={styles.places}>
          {question.places
            .toSorted((a, b) => a.mean - b.mean)
            .map((one) => (
              <li key={one.key}>
                {one.text} <span className="muted">{words.place(format.fixed(one.mean))}</span>
              </li>
            ))}
        </ol>
      ) : null}
      {question.words.length > 0 ? (
        <>
          <h3 className={styles.said}>{words.words}</h3>
          <ul className={styles.words}>
            {question.words.map((one) => (
              <li key={one.answerId}>
                <span className="quote">“{one.text}”</span>{' '}
                <span className="tiny dim">
                  <When at={one.at} />
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}

/** A bar for each thing that could be answered, with how many did. */
function Bars({ question }: { question: Result }) {
  const words = useResultWords();
  const format = useFormat();
  const { n, counts, type } = question;
  const nameOf = (key: string, text: string) =>
    key === '~other' ? words.own : type === 'consent' ? words.agreed : text || key;
  return (
    <ul className={styles.bars}>
      {counts.map((one) => (
        <li key={one.key}>
          <span className={styles.option}>{nameOf(one.key, one.text)}</span>
          <span className={styles.bar} aria-hidden>
            <i
              style={{ width: `${n === 0 ? 0 : (100 * one.n) / n}%` }}
              data-tone={type === 'nps' ? toneOf(Number(one.key)) : undefined}
            />
          </span>
          <span className="figures tiny">
            {words.countOf(format.number(one.n), format.percent(n === 0 ? 0 : one.n / n))}
          </span>
        </li>
      ))}
    </ul>
  );
}

const toneOf = (value: number): string => (value >= 9 ? 'good' : value >= 7 ? 'pass' : 'bad');

function NpsSplit({ question }: { question: Result }) {
  const words = useResultWords();
  const format = useFormat();
  const { score, promoters, passives, detractors } = npsOf(question.counts);
  const all = promoters + passives + detractors;
  const parts = [
    ['bad', detractors, words.detractors],
    ['pass', passives, words.passives],
    ['good', promoters, words.promoters],
  ] as const;
  return (
    <>
      <p className={styles.figure}>{words.score(format.signed(score))}</p>
      <div className={styles.split} aria-hidden>
        {parts.map(([tone, n]) => (n > 0 ? <i key={tone} data-tone={tone} style={{ flexGrow: n }} /> : null))}
      </div>
      <ul className={styles.legend}>
        {parts.map(([tone, n, name]) => (
          <li key={tone}>
            <i data-tone={tone} aria-hidden />
            {name}: <b>{words.countOf(format.number(n), format.percent(all === 0 ? 0 : n / all))}</b>
          </li>
        ))}
      </ul>
    </>
  );
}
