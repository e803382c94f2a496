import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { When } from '../../parts/When.tsx';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';

interface Version {
  version: number;
  madeAt: string;
  madeBy: string;
}

/** Who changed the map when; any earlier state can be brought back, as a new version. */
export function Versions({ journey, close }: { journey: Journey; close: () => void }) {
  const words = useJourneyWords();
  const may = useMay('journey:write');
  const path = `/journeys/${journey.key}`;
  const query = useApi<{ items: Version[] }>(
    ['journeys', journey.key, 'versions', journey.version],
    `${path}/versions`,
  );
  const restore = useChange<number, Journey>({
    call: (version) => api.post(`${path}/restoration`, { version, expect: journey.version }),
    touches: [['journeys'], ['ownership'], ['placement']],
    said: words.restored,
    undo: () => api.post(`${path}/restoration`, { version: journey.version }),
    after: close,
  });
  return (
    <SidePanel open close={close} title={words.versions} size="md">
      <Loaded query={query}>
        {({ items }) =>
          items.map((one) => (
            <CardRow
              key={one.version}
              action={
                one.version === journey.version ? (
                  <span className="muted">{words.current}</span>
                ) : may ? (
                  <Button onClick={() => restore.mutate(one.version)} loading={restore.isPending}>
                    {words.toVersion}
                  </Button>
                ) : null
              }
            >
              {words.versionBy(one.version, one.madeBy)}
              <div className="tiny muted">
                <When at={one.madeAt} />
              </div>
            </CardRow>
          ))
        }
      </Loaded>
    </SidePanel>
  );
}
