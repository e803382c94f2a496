import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useApi } from '../../api/useApi.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Seat } from '../../parts/Seat.tsx';
import { Asked } from './Asked.tsx';
import { useEmptySeats } from './chart.ts';
import { type Line, useMyCases } from './home.ts';
import { useHomeWords } from './messages.ts';
import { useAsked } from './useAsked.ts';

/** For the sponsor: what has nobody below to go to. */
export function Stuck() {
  const words = useHomeWords();
  const mine = useMyCases(50).data?.items ?? [];
  const late =
    useApi<{ items: Line[] }>(['cases'], '/cases', { query: { open: true, overdue: true, limit: 200 } }).data
      ?.items ?? [];
  const { empty, query } = useEmptySeats();
  const asked = useAsked();
  // What the ladder asks of me stands above, each by itself.
  const unasked = empty.filter((place) => asked.every((one) => one.touchpoint?.key !== place.key));
  const seats = new Set(empty.map((place) => place.key));
  const fell = mine.filter((one) => one.touchpoint === null || seats.has(one.touchpoint.key));
  const lines: { key: string; lead?: ReactNode; text: string; to: string; act: string }[] = [];
  if (fell.length > 0)
    lines.push({ key: 'fell', text: words.fellToYou(fell.length), to: '/inbox', act: words.look });
  if (unasked.length > 0) {
    lines.push({
      key: 'seats',
      lead: <Seat />,
      text: words.seats(unasked.length),
      to: '/ownership',
      act: words.fill,
    });
  }
  if (late.length > 0)
    lines.push({
      key: 'late',
      text: words.late(late.length),
      to: '/inbox?view=all&only=overdue',
      act: words.look,
    });
  return (
    <Card title={words.stuck}>
      {lines.length === 0 && asked.length === 0 && query.data ? (
        <p className="muted">{words.nothingStuck}</p>
      ) : null}
      {asked.map((one) => (
        <Asked key={one.id} matter={one} />
      ))}
      {lines.map((line) => (
        <CardRow
          key={line.key}
          lead={line.lead}
          action={
            <Button component={Go} to={line.to}>
              {line.act}
            </Button>
          }
        >
          {line.text}
        </CardRow>
      ))}
    </Card>
  );
}
