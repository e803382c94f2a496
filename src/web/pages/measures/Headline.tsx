import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Score } from '../../parts/Score.tsx';
import { useFigure } from '../../parts/useFigure.ts';
import { usePeriod } from '../../parts/usePeriod.ts';
import { LineageButton } from '../lineage/MeasureLineage.tsx';
import {
  type Metric,
  measuresPath,
  type Target,
  useReadings,
  useScope,
  useScopeName,
  useTarget,
} from './measures.ts';
import { useMeasuresWords } from './messages.ts';

function useTotal(metric: Metric) {
  const [period] = usePeriod();
  const scope = useScope();
  const { data } = useReadings(metric.key, { ...scope, from: period.from, to: period.to });
  return data?.[0];
}

/** The one big figure, with n, interval and target; it opens to what is behind it. */
export function Headline({ metric }: { metric: Metric }) {
  const words = useMeasuresWords();
  const [period] = usePeriod();
  const scope = useScope();
  const total = useTotal(metric);
  const target = useTargetWords(metric, useTarget(metric));
  const of = useScopeName();
  return (
    <Card
      title={of ? `${metric.name} · ${of}` : metric.name}
      aside={metric.common ? words.common : undefined}
    >
      <Score
        reading={total}
        metric={metric}
        size="xl"
        detail
        to={measuresPath(metric.key, scope, period)}
        of={metric.name}
      >
        {target}
      </Score>
      {metric.description ? <p className="muted tiny">{metric.description}</p> : null}
      <LineageButton />
      {total?.wide ? <p className="tiny muted">{words.wide}</p> : null}
    </Card>
  );
}

export function useTargetWords(metric: Metric, target: Target | null | undefined): string | undefined {
  const words = useMeasuresWords();
  const format = useFormat();
  const figure = useFigure(metric);
  if (!target) return undefined;
  const { value, dueOn } = target;
  return dueOn ? words.targetDue(figure(value), format.date(dueOn)) : words.target(figure(value));
}

/** Figures in a sentence, before any chart. */
Headline.Sentence = function Sentence({ metric }: { metric: Metric }) {
  const words = useMeasuresWords();
  const format = useFormat();
  const figure = useFigure(metric);
  const total = useTotal(metric);
  const of = useScopeName();
  const name = of ? `${metric.name} (${of})` : metric.name;
  if (!total) return null;
  if (total.value === null) return words.fewSay(name);
  return words.says(name, figure(total.value), format.number(total.n ?? 0));
};
