import { Button } from '@mantine/core';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useCommon, useMine } from './home.ts';
import { useHomeWords } from './messages.ts';
import { Places } from './Places.tsx';

/** What I answer for, each with figure, interval, target and course; who answers for nothing sees where they work. */
export function Accountable() {
  const words = useHomeWords();
  const { query, items, responsible } = useMine();
  const { metric } = useCommon();
  const works = items.length === 0 && responsible.length > 0;
  const held = (works ? responsible : items).filter(
    ({ object }) => object.kind === 'touchpoint' || object.kind === 'phase' || object.kind === 'journey',
  );
  return (
    <Card title={works ? words.works : words.mine} aside={held.length > 0 ? words.last : undefined}>
      <Loaded query={query}>
        {() =>
          held.length === 0 || !metric ? (
            <EmptyState
              title={words.noMine}
              text={words.noMineText}
              action={
                <Button component={Go} to="/ownership">
                  {words.toOwnership}
                </Button>
              }
            />
          ) : (
            <Places held={held} metric={metric} />
          )
        }
      </Loaded>
    </Card>
  );
}
