import { Button, Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Card } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { useNarrow } from '../../parts/useNarrow.ts';
import styles from './Departments.module.css';
import type { Together } from './departments.ts';
import { useDepartmentWords } from './messages.ts';

const AffectsChart = lazy(() => import('./AffectsChart.tsx').then((m) => ({ default: m.AffectsChart })));

export type Edges = Together['edges'];
/** More pairs than this are a wall of lines before the rest of the page. */
const strongest = 10;

export type Named = { id: string; key: string; name: string }[];

/** Who affects whom: a sentence, a drawing, and the same as a table. */
export function Affects({ departments, edges }: { departments: Named; edges: Edges }) {
  const words = useDepartmentWords();
  // Eight names around a circle do not fit on a phone.
  const small = useNarrow();
  const [chosen, setTable] = useState<boolean>();
  const table = chosen ?? small;
  const nameOf = (id: string) => departments.find((one) => one.id === id)?.name ?? '';
  const [most] = edges;
  return (
    <Card title={words.graph} aside={words.graphNote}>
      {most ? (
        <>
          <p>{words.graphSays(nameOf(most.from), nameOf(most.to), most.objects, most.handovers)}</p>
          {table ? (
            <EdgeTable departments={departments} edges={edges} />
          ) : (
            <div aria-hidden>
              <Suspense fallback={<Skeleton height={380} />}>
                <AffectsChart departments={departments} edges={edges} />
              </Suspense>
            </div>
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => setTable(!table)}>
            {table ? words.drawing : words.table}
          </Button>
        </>
      ) : (
        <p className="muted">{words.graphNone}</p>
      )}
    </Card>
  );
}

function EdgeTable({ departments, edges }: { departments: Named; edges: Edges }) {
  const words = useDepartmentWords();
  const [all, setAll] = useState(false);
  const shown = all ? edges : edges.slice(0, strongest);
  const link = (id: string) => {
    const one = departments.find((department) => department.id === id);
    return one ? <Go to={`/ownership/departments/${one.key}`}>{one.name}</Go> : null;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={styles.scroll} aria-label={words.edges} tabIndex={0}>
      <table className={styles.edges}>
        <thead>
          <tr>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.to}</th>
            <th scope="col">{words.things}</th>
            <th scope="col">{words.handovers}</th>
            <th scope="col">{words.through}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((edge) => (
            <tr key={`${edge.from} ${edge.to}`}>
              <td>{link(edge.from)}</td>
              <td>{link(edge.to)}</td>
              <td data-align="right">{edge.objects}</td>
              <td data-align="right">{edge.handovers}</td>
              <td className="tiny muted">{edge.through.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < edges.length ? (
        <Button size="compact-sm" mt={8} onClick={() => setAll(true)}>
          {words.allOf(edges.length)}
        </Button>
      ) : null}
    </section>
  );
}
