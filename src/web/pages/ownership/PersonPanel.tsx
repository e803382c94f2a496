import { useApi } from '../../api/useApi.ts';
import { Face } from '../../parts/Face.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import type { Person } from '../journeys/journey.ts';
import { Days } from './EntryLine.tsx';
import { useOwnershipWords } from './messages.ts';
import styles from './Ownership.module.css';
import type { Held } from './ownership.ts';

/** What a person holds, held and will hold. */
export function PersonPanel({ id, close }: { id: string; close: () => void }) {
  const words = useOwnershipWords();
  const person = useApi<Person & { title: string | null; email: string }>(['people', id], `/people/${id}`, {
    keep: false,
  });
  const held = useApi<{ items: Held[] }>(['assignments', 'person', id], `/people/${id}/assignments`, {
    keep: false,
  });
  return (
    <SidePanel open close={close} title={person.data?.name ?? ''} size="md">
      {person.data ? (
        <div className="row">
          <Face person={person.data} size="l" decorative />
          <span>
            {[person.data.title, person.data.departmentName].filter(Boolean).join(' · ')}
            <br />
            <a href={`mailto:${person.data.email}`}>{person.data.email}</a>
          </span>
        </div>
      ) : null}
      <Loaded query={held}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{words.nothing}</p>
          ) : (
            (['now', 'future', 'past'] as const).map((state) => {
              const some = items.filter((one) => one.state === state);
              return some.length === 0 ? null : (
                <section key={state}>
                  <h3>{words[state]}</h3>
                  {some.map((one) => (
                    <div key={one.id} className={styles.entry}>
                      <b
                        data-role={one.role}
                        role="img"
                        aria-label={words.roles[one.role]}
                        className={styles.letter}
                      >
                        {one.role}
                      </b>
                      <span className={styles.entryWords}>
                        {one.object.name}{' '}
                        {one.object.kind === 'touchpoint' ? null : (
                          <span className="tiny muted">
                            {one.object.kind === 'journey' ? words.wholeJourney : words.phase}
                          </span>
                        )}
                        <span className="tiny muted">
                          <Days entry={one} />
                        </span>
                      </span>
                    </div>
                  ))}
                </section>
              );
            })
          )
        }
      </Loaded>
    </SidePanel>
  );
}
