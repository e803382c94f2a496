import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useOwnershipWords } from './messages.ts';
import { type Chart, type ChartObject, thingKinds, whatOf } from './ownership.ts';
import { useThingsWords } from './things.messages.ts';

/** Touchpoints without exactly one accountable person, each with why and the way to decide. */
export function GreyAreas({ chart }: { chart: Chart }) {
  const words = useOwnershipWords();
  const may = useMay('ownership:write');
  const things = useThingsWords();
  const [url, setUrl] = useUrl();
  const what = whatOf(url);
  const seats = [
    ...chart.journeys.flatMap((journey) =>
      journey.phases.flatMap((phase) =>
        phase.touchpoints.map((seat) => ({ kind: 'touchpoint', where: `${journey.name} · `, seat })),
      ),
    ),
    ...chart.things.map((seat) => ({ kind: what && thingKinds[what], where: '', seat })),
  ].filter(({ seat }) => !seat.person);
  return (
    <Card title={words.greyAreas} aside={seats.length > 0 ? words.greyNote(seats.length) : undefined}>
      {seats.length === 0 ? <p className="muted">{what ? things.noGaps : words.greyNone}</p> : null}
      {seats.map(({ kind, where, seat }) => (
        <CardRow
          key={seat.key}
          lead={<Owner owner={seat} />}
          action={
            may ? (
              <Button
                onClick={() => setUrl({ object: `${kind}:${seat.key}`, assign: 'A' }, { push: true })}
                aria-label={`${words.decide}: ${seat.name}`}
              >
                {words.decide}
              </Button>
            ) : null
          }
        >
          <b>{seat.name}</b>
          <div className="tiny muted">
            {where}
            {reasonOf(seat, words)}
          </div>
        </CardRow>
      ))}
      <CardRow>
        <Go to="/ownership/grey-areas">{words.allGrey}</Go>
      </CardRow>
    </Card>
  );
}

/** Why nobody sits there, with the names. */
export function reasonOf(seat: ChartObject, words: ReturnType<typeof useOwnershipWords>): string {
  const holders = seat.entries.filter((entry) => entry.role === 'A').map((entry) => entry.holder.name);
  const names = [...new Set(holders)].join(', ');
  switch (seat.reason) {
    case 'several':
      return words.reasons.several(names);
    case 'team':
      return words.reasons.team(names);
    case 'left':
      return words.reasons.left(names);
    default:
      return words.reasons.nobody;
  }
}
