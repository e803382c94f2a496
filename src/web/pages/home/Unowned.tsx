import { Button } from '@mantine/core';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { useEmptySeats } from './chart.ts';
import { useHomeWords } from './messages.ts';

const most = 6;

/** Touchpoints that are nobody's, or several people's. */
export function Unowned() {
  const words = useHomeWords();
  const { query, empty, all } = useEmptySeats();
  return (
    <Card title={words.unowned} aside={query.data ? words.unownedAside(empty.length, all) : undefined}>
      <Loaded query={query}>
        {() =>
          empty.length === 0 ? (
            <p className="muted">{words.allOwned}</p>
          ) : (
            <>
              {empty.slice(0, most).map((place) => (
                <CardRow key={place.id} lead={<Owner owner={place} />}>
                  <b>{place.name}</b>
                  <div className="tiny muted">{place.where}</div>
                </CardRow>
              ))}
              <CardRow>
                <Button component={Go} to="/ownership">
                  {words.fill}
                </Button>
              </CardRow>
            </>
          )
        }
      </Loaded>
    </Card>
  );
}
