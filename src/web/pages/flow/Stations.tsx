import { StageLine } from '../../charts/StageLine.tsx';
import { Card } from '../../parts/Card.tsx';
import type { Flow } from './flow.ts';
import { useFlowWords } from './messages.ts';
import { useHonest, useTime } from './useTime.ts';

/** The way of a case, drawn: opened → acknowledged → acted → told → confirmed. */
export function Stations({ found, open }: { found: Flow; open: (figure: string) => void }) {
  const words = useFlowWords();
  const time = useTime();
  const honest = useHonest();
  const names = [words.stations.opened, ...found.stages.map(({ stage }) => words.stations[stage])];
  const says = found.stages.map(({ stage, time: of }) =>
    of ? words.stage(words.steps[stage], time(of.median), of.n) : words.stageFew(words.steps[stage]),
  );
  return (
    <Card title={words.way} aside={words.wayAside}>
      <StageLine
        label={words.way}
        open={open}
        stages={found.stages.map(({ stage, time: of }, i) => ({
          key: stage,
          from: names[i] ?? '',
          to: names[i + 1] ?? '',
          length: of?.median ?? null,
          value: of ? time(of.median) : words.tooFew,
          says: says[i] ?? '',
          about: of ? (
            <>
              <span>{[honest.interval(of), honest.n(of.n)].filter(Boolean).join(' · ')}</span>
              <span>{words.slow(time(of.p90))}</span>
            </>
          ) : null,
        }))}
      />
    </Card>
  );
}
