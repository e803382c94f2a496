import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { AssignForm } from './AssignForm.tsx';
import { EndForm } from './EndForm.tsx';
import { EntryLine } from './EntryLine.tsx';
import { LedgerLog } from './LedgerLog.tsx';
import { useOwnershipWords } from './messages.ts';
import type { Chart, Entry, Held, ObjectKind, RaciRole } from './ownership.ts';

/** Everybody who has, had or will have a part in one thing; open at `?object=touchpoint:invoice`. */
export function ObjectPanel({ chart }: { chart: Chart }) {
  const words = useOwnershipWords();
  const may = useMay('ownership:write');
  const [url, setUrl] = useUrl();
  const [ending, setEnding] = useState<Entry>();
  const [kind, key = ''] = (url.object ?? '').split(/:(.*)/s) as [ObjectKind, string?];
  const query = useApi<{ items: Held[] }>(['assignments', kind, key], '/assignments', {
    query: { kind, key },
    when: key !== '',
    keep: false,
  });
  const name = nameOf(chart, kind, key) ?? query.data?.items[0]?.object.name ?? (key || undefined);
  if (!name) return null;
  const close = () => setUrl({ object: undefined, assign: undefined });
  const states = ['now', 'future', 'past'] as const;
  return (
    <>
      <SidePanel open={!url.assign && !ending} close={close} title={name} size="md">
        {may ? (
          <Button variant="filled" onClick={() => setUrl({ assign: 'A' })}>
            {words.assign}
          </Button>
        ) : null}
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="muted">{words.nobodyHere}</p>
            ) : (
              states.map((state) => {
                const some = items.filter((one) => one.state === state);
                return some.length === 0 ? null : (
                  <section key={state}>
                    <h3>{words[state]}</h3>
                    {some.map((entry) => (
                      <EntryLine
                        key={entry.id}
                        entry={entry}
                        action={
                          may && state !== 'past' ? (
                            <Button
                              size="compact-sm"
                              onClick={() => setEnding(entry)}
                              aria-label={`${words.end}: ${entry.holder.name}`}
                            >
                              {words.end}
                            </Button>
                          ) : null
                        }
                      />
                    ))}
                  </section>
                );
              })
            )
          }
        </Loaded>
        <LedgerLog kind={kind} objectKey={key} />
      </SidePanel>
      {url.assign && may ? (
        <AssignForm
          object={{ kind, key, name }}
          role={url.assign as RaciRole}
          plane={chart.plane}
          today={chart.today}
          close={() => setUrl({ assign: undefined })}
        />
      ) : null}
      {ending ? <EndForm entry={ending} today={chart.today} close={() => setEnding(undefined)} /> : null}
    </>
  );
}

function nameOf(chart: Chart, kind: ObjectKind, key: string): string | undefined {
  const thing = chart.things.find((one) => one.key === key);
  if (thing) return thing.name;
  for (const journey of chart.journeys) {
    if (kind === 'journey' && journey.key === key) return journey.name;
    for (const phase of journey.phases) {
      if (kind === 'phase' && `${journey.key}/${phase.key}` === key) return `${journey.name} · ${phase.name}`;
      const touchpoint = kind === 'touchpoint' ? phase.touchpoints.find((one) => one.key === key) : undefined;
      if (touchpoint) return touchpoint.name;
    }
  }
  return undefined;
}
