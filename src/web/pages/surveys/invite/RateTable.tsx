import { useFormat } from '../../../i18n/format.ts';
import styles from './Invite.module.css';
import { useInviteWords } from './messages.ts';

interface Row {
  key: string;
  name: string;
  x: number | null;
  n: number;
  rate: number | null;
  low: number | null;
  high: number | null;
  hidden: boolean;
  difference?: number | null;
}

interface Props {
  rows: Row[];
  head: string;
  caption: string;
  /** What is counted of what: answered of asked, unless told. */
  of?: string;
  /** The groups differ as a whole: then those furthest apart are marked. */
  marked?: boolean;
}

/** Shares with their n and interval, a row a group. */
export function RateTable({ rows, head, caption, of, marked = false }: Props) {
  const words = useInviteWords();
  const format = useFormat();
  const compares = rows.some((row) => row.difference !== undefined);
  const figure = (value: number | null | undefined) => (value == null ? '–' : format.fixed(value));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone is moved by keyboard too
    <section className={styles.scroll} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{of ?? words.of}</th>
            <th scope="col">{words.share}</th>
            <th scope="col">{words.range}</th>
            {compares ? (
              <th scope="col" title={words.differenceHint}>
                {words.difference}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {row.hidden || row.rate === null ? (
                <td colSpan={compares ? 4 : 3} className="muted">
                  {words.few}
                </td>
              ) : (
                <>
                  <td>
                    {format.number(row.x ?? 0)} / {format.number(row.n)}
                  </td>
                  <td className={styles.rate}>{format.percent(row.rate)}</td>
                  <td className="muted">
                    {format.percent(row.low ?? 0)}–{format.percent(row.high ?? 1)}
                  </td>
                  {compares ? (
                    <td>
                      {marked && Math.abs(row.difference ?? 0) > 0.1 ? (
                        <b>{figure(row.difference)} !</b>
                      ) : (
                        figure(row.difference)
                      )}
                    </td>
                  ) : null}
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
