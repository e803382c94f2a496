import { Button } from '@mantine/core';
import type { Impact as Answer } from '../../../govern/shapes.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { Score } from '../../parts/Score.tsx';
import { useFigure } from '../../parts/useFigure.ts';
import { measuresPath } from '../measures/measures.ts';
import { useImpactWords } from './messages.ts';

type ImpactAnswer = Wire<Answer>;

/** How my work moves the common metric, in sentences, and what I did for customers. */
export function Impact() {
  const words = useImpactWords();
  const query = useApi<ImpactAnswer>(['impact'], '/me/impact');
  return (
    <Loaded query={query} meanwhile={<PageHeader title={words.title} />}>
      {(data) => (
        <>
          <PageHeader title={words.title} sentence={<Sentence impact={data} />} />
          <div className="stack">
            <Deeds deeds={data.deeds} />
            {data.places.length === 0 ? (
              <EmptyState
                title={words.empty}
                text={words.emptyText}
                action={
                  <Button component={Go} to="/ownership">
                    {words.toOwnership}
                  </Button>
                }
              />
            ) : (
              <>
                <Places title={words.mine} impact={data} mine />
                <Places title={words.department(data.department ?? '')} impact={data} />
                <p className="tiny muted">{words.note}</p>
              </>
            )}
          </div>
        </>
      )}
    </Loaded>
  );
}

function Sentence({ impact }: { impact: ImpactAnswer }) {
  const words = useImpactWords();
  const format = useFormat();
  const figure = useFigure(impact.metric ?? {});
  const { metric, now, change, mine, places } = impact;
  if (!metric || !now || now.value === null) return words.none;
  const own = places.some((one) => one.part !== 'department');
  const sentences = [
    words.now(
      metric.name,
      figure(now.value),
      change,
      format.number(Math.round(Math.abs(change ?? 0) * 10) / 10),
    ),
    mine.share === null ? '' : words.share(own, format.percent(mine.share)),
    mine.change === null
      ? ''
      : Math.abs(mine.change) < 0.05
        ? words.still
        : words.moved(format.signed(mine.change, true)),
  ];
  return sentences.filter(Boolean).join(' ');
}

function Deeds({ deeds }: { deeds: ImpactAnswer['deeds'] }) {
  const words = useImpactWords();
  return (
    <Card title={words.deeds} aside={words.private}>
      <p>
        {[
          words.stood(deeds.customers),
          deeds.closed > 0 ? words.closed(deeds.closed) : '',
          deeds.confirmed > 0 ? words.confirmed(deeds.confirmed) : '',
          deeds.denied > 0 ? words.denied(deeds.denied) : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </Card>
  );
}

function Places({ title, impact, mine }: { title: string; impact: ImpactAnswer; mine?: boolean }) {
  const words = useImpactWords();
  const format = useFormat();
  const { metric, from, to } = impact;
  const places = impact.places.filter((one) => (one.part === 'department') !== Boolean(mine));
  if (places.length === 0) return null;
  return (
    <Card title={title} aside={String(places.length)}>
      {places.map((place) => (
        <CardRow
          key={place.key}
          action={
            metric && place.reading ? (
              <Score
                reading={place.reading}
                metric={metric}
                detail
                of={place.name}
                to={measuresPath(metric.key, { touchpoint: place.key }, { from, to })}
              />
            ) : null
          }
        >
          <b>{place.name}</b> {mine ? <span className="tiny muted">{words.parts[place.part]}</span> : null}
          <div className="tiny muted">
            {place.contribution === null
              ? place.reading?.suppressed
                ? words.few
                : words.unmeasured
              : [
                  words.gives(format.signed(place.contribution, true)),
                  place.change === null ? '' : words.moves(format.signed(place.change, true)),
                  place.change !== null && !place.significant ? words.chance : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
          </div>
        </CardRow>
      ))}
    </Card>
  );
}
