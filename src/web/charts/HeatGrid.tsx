import { type ReactNode, useId } from 'react';
import { messages } from '../i18n/messages.ts';
import { type MetricLook, type Reading, toneOf } from '../parts/reading.ts';
import { Score } from '../parts/Score.tsx';
import styles from './HeatGrid.module.css';

const useWords = messages({
  en: { empty: 'not measured' },
  de: { empty: 'nicht gemessen' },
});

export interface HeatCell {
  reading: Reading | null;
  metric?: MetricLook;
  to?: string;
}

interface Props {
  /** What the grid shows, for those who hear it. */
  label: string;
  corner?: string;
  columns: { key: string; title: ReactNode }[];
  rows: { key: string; title: ReactNode; cells: Record<string, HeatCell | undefined> }[];
}

/** Rows against columns, each figure in its tone; a hatched cell is something nobody measures. */
export function HeatGrid({ label, corner, columns, rows }: Props) {
  const words = useWords();
  const id = useId();
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
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.title}</th>
              {columns.map((column) => {
                const cell = row.cells[column.key];
                return (
                  <td key={column.key} data-tone={cell?.reading ? toneOf(cell.reading, cell.metric) : 'none'}>
                    {cell?.reading ? (
                      <Score reading={cell.reading} metric={cell.metric} to={cell.to} />
                    ) : (
                      <span className="only-heard">{words.empty}</span>
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
