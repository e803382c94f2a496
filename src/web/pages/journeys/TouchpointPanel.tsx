import { Button } from '@mantine/core';
import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import { Go } from '../../parts/Go.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import type { Period } from '../../parts/period.ts';
import { Score } from '../../parts/Score.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { EntryLine } from '../ownership/EntryLine.tsx';
import type { ChartJourney } from '../ownership/ownership.ts';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { TouchpointLive } from './TouchpointLive.tsx';
import { useTalkWords } from './talk.messages.ts';
import { behind, useScores } from './useScores.ts';
import type { Talk } from './useTalk.ts';

interface Props {
  journey: Journey;
  owners: ChartJourney | undefined;
  period: Period;
  talk: Talk;
}

/** One touchpoint beside its map: score, what lands there, and who has which part in it. */
export function TouchpointPanel({ journey, owners, period, talk }: Props) {
  const words = useJourneyWords();
  const format = useFormat();
  const saying = useTalkWords();
  const [url, setUrl] = useUrl();
  const { metric, scores } = useScores('touchpoint', period);
  const touchpoint = journey.phases
    .flatMap((phase) => phase.touchpoints)
    .find((one) => one.key === url.touchpoint);
  const close = () => setUrl({ touchpoint: undefined });
  if (!touchpoint) return null;
  const seat = owners?.phases.flatMap((phase) => phase.touchpoints).find((one) => one.key === touchpoint.key);
  const rules = journey.placement.filter((rule) => rule.touchpoint === touchpoint.key);
  const to = behind(metric, { touchpoint: touchpoint.key }, period);
  return (
    <SidePanel open close={close} title={touchpoint.name} size="md">
      <div className="stack">
        {metric ? (
          <div>
            <Score reading={scores.get(touchpoint.key)} metric={metric} to={to} detail of={touchpoint.name}>
              {touchpoint.expectation === null
                ? null
                : `${words.expected} ${format.signed(touchpoint.expectation)}`}
            </Score>{' '}
            <Go to={to} className="tiny">
              {words.opensAnswers}
            </Go>
          </div>
        ) : null}
        <div className="row" style={{ flexWrap: 'wrap' }}>
          {touchpoint.momentOfTruth ? <Chip tone="accent">{words.momentOfTruth}</Chip> : null}
          {touchpoint.channel ? <Chip>{touchpoint.channel}</Chip> : null}
        </div>
        {touchpoint.description ? <p style={{ margin: 0 }}>{touchpoint.description}</p> : null}
        <TouchpointLive touchpoint={touchpoint} journey={journey.key} period={period} metric={metric} />
        <section>
          <h3>{words.who}</h3>
          {seat && seat.entries.length > 0 ? (
            seat.entries.map((entry) => <EntryLine key={entry.id} entry={entry} />)
          ) : (
            <p className="muted">{words.nobodyYet}</p>
          )}
          <Go to={`/ownership?journey=${journey.key}&object=touchpoint:${touchpoint.key}`}>
            {words.whoOpens}
          </Go>
        </section>
        <Button size="xs" onClick={() => talk.show('touchpoint', touchpoint.key)}>
          {saying.open(touchpoint.name, talk.open('touchpoint', touchpoint.key))}
        </Button>
        <section>
          <h3>{words.places}</h3>
          {rules.length === 0 ? <p className="muted">{words.placesNone}</p> : null}
          {rules.map((rule) => (
            <p key={rule.id ?? JSON.stringify(rule.when)} className="tiny muted">
              {Object.entries(rule.when)
                .map(
                  ([field, value]) =>
                    `${field} = ${Array.isArray(value) ? value.join(' | ') : String(value)}`,
                )
                .join(', ')}
            </p>
          ))}
        </section>
      </div>
    </SidePanel>
  );
}
