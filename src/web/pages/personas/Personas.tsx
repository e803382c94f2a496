import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { JourneysNav } from '../journeys/JourneysNav.tsx';
import { usePersonaWords } from './messages.ts';
import { PersonaForm } from './PersonaForm.tsx';
import styles from './Personas.module.css';
import { faceOf, type PersonaShape } from './personas.ts';

/** Who the journeys are drawn for: needs, pains, motivations, behaviours, and where they walk. */
export function Personas() {
  const words = usePersonaWords();
  const may = useMay('journey:write');
  const [url, setUrl] = useUrl();
  const [making, setMaking] = useState(false);
  const query = useApi<{ items: PersonaShape[] }>(['personas'], '/personas');
  const items = query.data?.items ?? [];
  const chosen = items.find((one) => one.key === url.edit);
  const make = may ? (
    <Button variant="filled" onClick={() => setMaking(true)}>
      {words.make}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={items.length > 0 ? words.sentence(items.length) : words.none}
        actions={items.length > 0 ? make : undefined}
      />
      <JourneysNav />
      <Loaded query={query}>
        {({ items: all }) =>
          all.length === 0 ? (
            <EmptyState title={words.emptyTitle} text={words.emptyText} action={make} />
          ) : (
            <div className={styles.grid}>
              {all.map((persona) => (
                <Card key={persona.key} className={persona.key === url.persona ? styles.chosen : undefined}>
                  <div className={styles.head}>
                    <Face person={faceOf(persona)} size="l" decorative />
                    <div>
                      <h2>{persona.name}</h2>
                      {persona.says ? (
                        <p className="quote">
                          <q>{persona.says}</q>
                        </p>
                      ) : null}
                    </div>
                    {may ? (
                      <Button
                        size="xs"
                        aria-label={words.change(persona.name)}
                        onClick={() => setUrl({ edit: persona.key }, { push: true })}
                      >
                        {words.edit}
                      </Button>
                    ) : null}
                  </div>
                  {persona.about ? <p>{persona.about}</p> : null}
                  <div className={styles.lists}>
                    {(['needs', 'pains', 'motivations', 'behaviours'] as const).map((list) =>
                      persona[list].length > 0 ? (
                        <section key={list} data-list={list}>
                          <h3>{words[list]}</h3>
                          <ul>
                            {persona[list].map((line) => (
                              <li key={line}>{line}</li>
                            ))}
                          </ul>
                        </section>
                      ) : null,
                    )}
                  </div>
                  <p className="tiny muted">
                    {persona.journeys.length === 0
                      ? words.noJourneys
                      : persona.journeys.map((journey, at) => (
                          <span key={journey.key}>
                            {at > 0 ? ' · ' : ''}
                            <Go to={`/journeys/${journey.key}`}>{journey.name}</Go>
                          </span>
                        ))}{' '}
                    · {words.by(persona.changedBy)}
                  </p>
                </Card>
              ))}
            </div>
          )
        }
      </Loaded>
      {making ? <PersonaForm close={() => setMaking(false)} /> : null}
      {chosen ? (
        <PersonaForm key={chosen.key} persona={chosen} close={() => setUrl({ edit: undefined })} />
      ) : null}
    </>
  );
}
