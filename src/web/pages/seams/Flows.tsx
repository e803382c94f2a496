import { useMemo } from 'react';
import { CrossGrid } from '../../charts/CrossGrid.tsx';
import { Sankey } from '../../charts/Sankey.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { useSeamWords } from './messages.ts';
import styles from './Seams.module.css';
import type { Opened, Seams } from './seams.ts';

/** The same crossings twice: as streams, and as a grid whose every figure opens. */
export function Flows({ seams, open }: { seams: Seams; open: (what: Opened) => void }) {
  const words = useSeamWords();
  const format = useFormat();
  const { matrix } = seams;
  const names = useMemo(
    () => (matrix.other ? [...matrix.groups, words.other] : matrix.groups),
    [matrix, words],
  );
  const flows = useMemo(
    () =>
      matrix.counts.flatMap((row, i) =>
        row.flatMap((value, j) =>
          // What the others give each other would be wider than everything that has a name.
          value > 0 && !(matrix.other && i === names.length - 1 && j === i)
            ? [{ from: names[i] as string, to: names[j] as string, value }]
            : [],
        ),
      ),
    [matrix, names],
  );
  const [widest] = seams.seams;
  if (!widest) return null;
  const known = new Set(matrix.groups);
  const mayOpen = (from: string, to: string) => known.has(from) && known.has(to);
  return (
    <>
      <Card title={words.flow} aside={words.flowAside} className={styles.flow}>
        <Sankey
          flows={flows}
          height={Math.max(200, Math.min(560, names.length * 40))}
          label={words.flowSays(widest.from, widest.to, format.number(widest.count))}
          open={({ from, to }) => {
            if (mayOpen(from, to)) open({ from, to });
          }}
        />
      </Card>
      <Card title={words.matrix} aside={words.matrixAside}>
        <CrossGrid
          label={words.matrixSays}
          corner={words.corner}
          names={names}
          counts={matrix.counts}
          says={(from, to, n) => words.cell(from, to, format.number(n))}
          open={(from, to) => open({ from, to })}
          mayOpen={mayOpen}
        />
      </Card>
    </>
  );
}
