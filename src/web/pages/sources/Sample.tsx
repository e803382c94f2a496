import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { useImportWords } from './import.messages.ts';
import type { Preview, PreviewFact } from './preview.ts';
import styles from './Sources.module.css';

/** The first rows in words: whom they speak of, what they say, or why they would be rejected. */
export function Sample({ preview, problem }: { preview: Preview; problem: string | undefined }) {
  const words = useImportWords();
  const format = useFormat();
  const sentence =
    preview.refused === 0 ? words.allGood(preview.looked) : words.someBad(preview.refused, preview.looked);
  return (
    <Card title={words.sample} aside={problem ? undefined : sentence}>
      {problem ? (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      ) : null}
      {preview.sample.map((row) => (
        <div key={row.line} className={styles.sample}>
          <span className="tiny dim">{words.line(format.number(row.line))} </span>
          {row.problem ? (
            <div className={styles.problem}>
              {[row.problem.column, row.problem.reason].filter(Boolean).join(': ')}
            </div>
          ) : (
            row.facts?.map((fact) => (
              <Becomes key={fact.type + fact.key} fact={fact} metrics={preview.metrics} />
            ))
          )}
        </div>
      ))}
    </Card>
  );
}

function Becomes({ fact, metrics }: { fact: PreviewFact; metrics: Preview['metrics'] }) {
  const { becomes } = useImportWords();
  const format = useFormat();
  const who = fact.who ?? becomes.nobody;
  const day = fact.at ? format.date(fact.at) : '';
  if (fact.type === 'identity')
    return (
      <div>
        {becomes.identity([fact.name, fact.email, fact.key].filter(Boolean).filter(once).join(' · '))}
      </div>
    );
  if (fact.type === 'interaction') return <div>{becomes.interaction(fact.kind ?? '', who, day)}</div>;
  const value = typeof fact.value === 'number' ? format.number(fact.value) : becomes.words;
  return (
    <div>
      {becomes.response(
        metrics.find(({ key }) => key === fact.metric)?.name ?? fact.metric ?? '',
        value,
        who,
        day,
      )}
      {fact.comment ? (
        <div className="quote">
          <q>{fact.comment}</q>
        </div>
      ) : null}
    </div>
  );
}

function once<T>(value: T, at: number, all: T[]): boolean {
  return all.indexOf(value) === at;
}
