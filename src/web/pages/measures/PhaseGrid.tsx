import type { Grid } from '../../../measure/grid.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import { HeatGrid } from '../../charts/HeatGrid.tsx';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import type { Reading } from '../../parts/reading.ts';
import { usePeriod } from '../../parts/usePeriod.ts';
import { type Metric, measuresPath } from './measures.ts';
import { useMeasuresWords } from './messages.ts';

/** Phase × metric; what nobody measures is hatched, and said. */
export function PhaseGrid({ metrics }: { metrics: Metric[] }) {
  const words = useMeasuresWords();
  const [period] = usePeriod();
  const query = useApi<Wire<Grid>>(['readings', 'grid'], '/grid', {
    query: { from: period.from, to: period.to },
  });
  return (
    <Card title={words.grid}>
      <Loaded query={query}>
        {({ phases }) => {
          if (phases.length === 0) return <p className="muted">{words.gridNone}</p>;
          const missing = phases.filter((phase) => !phase.measured).length;
          return (
            <>
              <p className={missing > 0 ? undefined : 'muted'}>{words.gridSays(missing, phases.length)}</p>
              <HeatGrid
                label={`${words.phase} × ${words.metric}`}
                corner={words.phase}
                columns={metrics.map(({ key, name }) => ({ key, title: name }))}
                rows={phases.map((phase) => ({
                  key: phase.key,
                  title: (
                    <>
                      {phase.name} <span className="tiny muted">{phase.journeyName}</span>{' '}
                      {phase.measured ? null : <Chip tone="bad">{words.unmeasured}</Chip>}
                    </>
                  ),
                  cells: Object.fromEntries(
                    metrics.flatMap((metric) => {
                      const reading = phase.readings[metric.key] as Reading | undefined;
                      if (!reading) return [];
                      return [
                        [
                          metric.key,
                          { reading, metric, to: measuresPath(metric.key, { phase: phase.key }, period) },
                        ],
                      ];
                    }),
                  ),
                }))}
              />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
