import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

const SankeyChart = lazy(() => import('./SankeyChart.tsx').then((m) => ({ default: m.SankeyChart })));

export interface Flow {
  from: string;
  to: string;
  value: number;
}

export interface SankeyProps {
  flows: Flow[];
  /** What it shows, in a sentence; the same figures stand in a table beside it. */
  label: string;
  height: number;
  /** Called with the flow that was pressed. */
  open?: (flow: Flow) => void;
}

/** From the left to the right, each stream as wide as its value. */
export function Sankey(props: SankeyProps) {
  return (
    <div role="img" aria-label={props.label} style={{ minHeight: props.height }}>
      <Suspense fallback={<Skeleton height={props.height} />}>
        <SankeyChart {...props} />
      </Suspense>
    </div>
  );
}
