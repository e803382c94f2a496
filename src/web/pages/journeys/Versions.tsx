import { Button, NativeSelect } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useParam, useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import styles from './Changes.module.css';
import { Changes } from './Changes.tsx';
import type { Change } from './changes.ts';
import { JourneyTop } from './JourneyTop.tsx';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';

interface Version {
  version: number;
  madeAt: string;
  madeBy: string;
}

/** Who changed the map when; what differs between any two; and any earlier state brought back, as a new version. */
export function Versions() {
  const words = useJourneyWords();
  const key = useParam('key');
  const may = useMay('journey:write');
  const [url, setUrl] = useUrl();
  const path = `/journeys/${key}`;
  const journey = useApi<Journey>(['journeys', key], path).data;
  const query = useApi<{ items: Version[] }>(
    ['journeys', key, 'versions', journey?.version],
    `${path}/versions`,
  );
  const items = query.data?.items ?? [];
  const to = Number(url.to) || journey?.version || 1;
  const from = Number(url.from) || Math.max(1, to - 1);
  const diff = useApi<{ changes: Change[] }>(['journeys', key, 'diff'], `${path}/diff`, {
    query: { from, to },
    when: items.length > 1,
  });
  const restore = useChange<number, Journey>({
    call: (version) => api.post(`${path}/restoration`, { version, expect: journey?.version }),
    touches: [['journeys'], ['atlas'], ['ownership'], ['placement']],
    said: words.restored,
    undo: () => api.post(`${path}/restoration`, { version: journey?.version }),
  });
  const options = items.map((one) => ({
    value: String(one.version),
    label: words.versionBy(one.version, one.madeBy),
  }));
  return (
    <>
      <JourneyTop
        journeyKey={key}
        title={journey?.name ?? words.compareTitle}
        sentence={words.compareSentence(items.length)}
      />
      <div className={styles.columns}>
        {items.length > 1 ? (
          <Card title={words.whatChanged(from, to)}>
            <div className="row" style={{ flexWrap: 'wrap', marginBottom: 14 }}>
              <NativeSelect
                label={words.from}
                value={String(from)}
                data={options}
                onChange={(event) => setUrl({ from: event.currentTarget.value, to: String(to) })}
              />
              <NativeSelect
                label={words.to}
                value={String(to)}
                data={options}
                onChange={(event) => setUrl({ from: String(from), to: event.currentTarget.value })}
              />
            </div>
            <Loaded query={diff}>{({ changes }) => <Changes changes={changes} />}</Loaded>
          </Card>
        ) : null}
        <Card title={words.versions}>
          <Loaded query={query}>
            {({ items: all }) =>
              all.map((one) => (
                <CardRow
                  key={one.version}
                  action={
                    one.version === journey?.version ? (
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
                    {one.version > 1 ? (
                      <>
                        {' · '}
                        <button
                          type="button"
                          className={styles.link}
                          onClick={() => setUrl({ from: String(one.version - 1), to: String(one.version) })}
                        >
                          {words.showChanges(one.version)}
                        </button>
                      </>
                    ) : null}
                  </div>
                </CardRow>
              ))
            }
          </Loaded>
        </Card>
      </div>
    </>
  );
}
