import { TagsInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Face, type FacePerson } from '../../parts/Face.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PersonSelect } from '../../parts/PersonSelect.tsx';
import styles from './Routing.module.css';
import { useRoutingWords } from './routing.messages.ts';
import { rulesKey } from './routing.ts';

interface Skilled {
  personId: string;
  skills: string[];
}

const key = ['routing-skills'] as const;

/** What people know how to do, for rules that ask for it. */
export function Skills({ known }: { known: string[] }) {
  const words = useRoutingWords().skills;
  const may = useMay('routing:write');
  const query = useApi<{ items: Skilled[] }>(key, '/routing/skills');
  const people = useApi<{ items: (FacePerson & { id: string })[] }>(['people'], '/people').data?.items ?? [];
  const [added, setAdded] = useState<string[]>([]);
  const save = useChange<Skilled, Skilled>({
    call: ({ personId, skills }) => api.put<Skilled>(`/routing/skills/${personId}`, { skills }),
    touches: [key, ['routing-choices'], rulesKey],
    said: (_, { personId }) => words.saved(people.find(({ id }) => id === personId)?.name ?? ''),
  });
  return (
    <Card title={words.title}>
      <p className="muted">{words.text}</p>
      <Loaded query={query}>
        {({ items }) => {
          const noted = new Set(items.map(({ personId }) => personId));
          const shown = [
            ...items,
            ...added.flatMap((personId) => (noted.has(personId) ? [] : [{ personId, skills: [] }])),
          ];
          return (
            <div className="stack">
              {shown.length === 0 ? <p className="dim">{words.none}</p> : null}
              {shown.map(({ personId, skills }) => {
                const person = people.find(({ id }) => id === personId);
                if (!person) return null;
                return (
                  <div key={personId} className={styles.skilled}>
                    <Face person={person} decorative />
                    <span>
                      {person.name}
                      <span className="tiny muted"> {person.departmentName}</span>
                    </span>
                    {may ? (
                      <TagsInput
                        aria-label={words.of(person.name)}
                        data={known}
                        value={skills}
                        onChange={(next) => save.mutate({ personId, skills: next })}
                        acceptValueOnBlur
                      />
                    ) : (
                      <span className="row">
                        {skills.map((skill) => (
                          <Chip key={skill}>{skill}</Chip>
                        ))}
                      </span>
                    )}
                  </div>
                );
              })}
              {may ? (
                <PersonSelect
                  key={added.length}
                  label={words.add}
                  value={null}
                  except={shown.map(({ personId }) => personId)}
                  onChange={(id) => id && setAdded((before) => [...before, id])}
                />
              ) : null}
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}
