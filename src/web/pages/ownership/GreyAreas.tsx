import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useOwnershipWords } from './messages.ts';
import type { Chart, ChartObject } from './ownership.ts';

/** Touchpoints without exactly one accountable person, each with why and the way to decide. */
export function GreyAreas({ chart }: { chart: Chart }) {
  const words = useOwnershipWords();
  const may = useMay('ownership:write');
  const [, setUrl] = useUrl();
  const seats = chart.journeys.flatMap((journey) =>
    journey.phases.flatMap((phase) =>
      phase.touchpoints.filter((touchpoint) => !touchpoint.person).map((seat) => ({ journey, seat })),
    ),
  );
  return (
    <Card title={words.greyAreas} aside={seats.length > 0 ? words.greyNote(seats.length) : undefined}>
      {seats.length === 0 ? <p className="muted">{words.greyNone}</p> : null}
      {seats.map(({ journey, seat }) => (
        <CardRow
          key={seat.key}
          lead={<Owner owner={seat} />}
          action={
            may ? (
              <Button
                onClick={() => setUrl({ object: `touchpoint:${seat.key}`, assign: 'A' }, { push: true })}
                aria-label={`${words.decide}: ${seat.name}`}
              >
                {words.decide}
              </Button>
            ) : null
          }
        >
          <b>{seat.name}</b>
          <div className="tiny muted">
            {journey.name} · {reasonOf(seat, words)}
          </div>
        </CardRow>
      ))}
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
