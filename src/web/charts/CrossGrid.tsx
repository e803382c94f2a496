import { type CSSProperties, useId } from 'react';
import { useFormat } from '../i18n/format.ts';
import styles from './CrossGrid.module.css';

interface Props {
  /** What the grid shows, for those who hear it. */
  label: string;
  corner: string;
  names: string[];
  /** Rows give, columns receive. */
  counts: number[][];
  /** What a cell says: "From A to B: 12". */
  says: (from: string, to: string, count: number) => string;
  /** Opens a cell; cells that `mayOpen` refuses are figures only. */
  open: (from: string, to: string) => void;
  mayOpen: (from: string, to: string) => boolean;
}

/** How often each gives to each, the more the darker. */
export function CrossGrid({ label, corner, names, counts, says, open, mayOpen }: Props) {
  const id = useId();
  const format = useFormat();
  // What cannot be opened stands for many at once and would pale everything else.
  const most = Math.max(
    1,
    ...counts.flatMap((row, i) => row.filter((_, j) => mayOpen(names[i] ?? '', names[j] ?? ''))),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={styles.scroll} aria-labelledby={id} tabIndex={0}>
      <table className={styles.grid}>
        <caption id={id} className="only-heard">
          {label}
        </caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {names.map((name) => (
              <th key={name} scope="col" title={name}>
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((from, row) => (
            <tr key={from}>
              <th scope="row" title={from}>
                {from}
              </th>
              {names.map((to, column) => {
                const count = counts[row]?.[column] ?? 0;
                // The square root: one busy seam would leave all others white.
                const heat = {
                  '--heat': count === 0 ? 0 : Math.min(1, Math.sqrt(count / most)),
                } as CSSProperties;
                return (
                  <td key={to} style={heat} data-same={from === to && count === 0 ? '' : undefined}>
                    {count === 0 ? null : mayOpen(from, to) ? (
                      <button type="button" aria-label={says(from, to, count)} onClick={() => open(from, to)}>
                        {format.number(count)}
                      </button>
                    ) : (
                      format.number(count)
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
