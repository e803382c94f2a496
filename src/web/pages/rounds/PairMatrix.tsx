import { useId } from 'react';
import { Card } from '../../parts/Card.tsx';
import styles from './Rounds.module.css';
import { useResultWords } from './result.messages.ts';
import type { Result } from './rounds.ts';

/** Departments against departments: where both speak about a touchpoint, how often their answers differ. */
export function PairMatrix({ result }: { result: Result }) {
  const words = useResultWords();
  const id = useId();
  const departments = [
    ...new Map(result.pairs.flatMap(({ a, b }) => [a, b]).map((one) => [one.id, one])).values(),
  ].sort((x, y) => x.name.localeCompare(y.name));
  const pairOf = (x: string, y: string) =>
    result.pairs.find(({ a, b }) => (a.id === x && b.id === y) || (a.id === y && b.id === x));
  return (
    <Card title={words.pairs}>
      {departments.length === 0 ? (
        <p className="muted">{words.pairsNone}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
        <section className={styles.matrix} aria-labelledby={id} tabIndex={0}>
          <p className="tiny muted" id={id} style={{ marginTop: 0 }}>
            {words.pairsText}
          </p>
          <table>
            <thead>
              <tr>
                <td style={{ background: 'none' }} />
                {departments.slice(1).map((one) => (
                  <th key={one.id} scope="col">
                    {one.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {departments.slice(0, -1).map((row, i) => (
                <tr key={row.id}>
                  <th scope="row">{row.name}</th>
                  {departments.slice(1).map((column, j) => {
                    const pair = j < i ? undefined : pairOf(row.id, column.id);
                    return pair ? (
                      <td key={column.id} data-tone={pair.differ.length > 0 ? 'bad' : 'good'}>
                        {words.cell(pair.differ.length, pair.compared)}
                      </td>
                    ) : (
                      <td key={column.id} style={{ background: 'none' }} />
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Card>
  );
}
