import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Flow, Sankey } from '../../charts/Sankey.tsx';
import { useFormat } from '../../i18n/format.ts';
import { useNarrow } from '../../parts/useNarrow.ts';
import { useLineageWords } from './messages.ts';

interface Props {
  flows: Flow[];
  /** The same figures as a table. */
  table: ReactNode;
  /** Address of the same as a file. */
  csv: string;
}

/** More streams than this are a knot; the table has them all. */
const widest = 24;

/** As streams or as a table; on a phone the table first, since two columns of names do not fit beside streams. */
export function Streams({ flows, table, csv }: Props) {
  const words = useLineageWords();
  const format = useFormat();
  const small = useNarrow();
  const [chosen, choose] = useState<'drawing' | 'table'>();
  const drawn = (chosen ?? (small ? 'table' : 'drawing')) === 'drawing';
  const [first] = flows;
  if (!first) return null;
  const shown = flows.slice(0, widest);
  const sides = Math.max(
    new Set(shown.map(({ to }) => to)).size,
    new Set(shown.map(({ from }) => from)).size,
  );
  return (
    <>
      {drawn ? (
        <Sankey
          flows={shown}
          height={Math.max(160, Math.min(560, sides * 34))}
          label={words.flowSays(first.from, first.to, format.number(first.value))}
        />
      ) : (
        table
      )}
      <div className="row">
        <Button size="compact-sm" variant="subtle" onClick={() => choose(drawn ? 'table' : 'drawing')}>
          {drawn ? words.table : words.drawing}
        </Button>
        <Button size="compact-sm" variant="subtle" component="a" href={csv} download>
          {words.csv}
        </Button>
      </div>
    </>
  );
}
