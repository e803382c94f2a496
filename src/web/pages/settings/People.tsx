import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import type { Column } from '../../parts/column.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useSettingsWords } from './messages.ts';
import { PersonForm } from './PersonForm.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import type { Listed, Person } from './people.ts';
import styles from './Settings.module.css';

/** Who is here and what each may do; a person opens at the side. */
export function People() {
  const words = useSettingsWords();
  const [url, setUrl] = useUrl();
  const may = useMay('people:write');
  const people = useApi<Listed<Person>>(['people'], '/people');
  const columns = useMemo<Column<Person>[]>(
    () => [
      {
        key: 'name',
        title: words.name,
        main: true,
        value: (person) => person.name,
        cell: (person) => (
          <span className="row">
            <Face person={person} size="s" decorative />
            <Go to={`/settings?part=people&person=${person.id}`}>{person.name}</Go>
          </span>
        ),
      },
      { key: 'title', title: words.people.title, value: (person) => person.title },
      { key: 'department', title: words.people.department, value: (person) => person.departmentName },
      {
        key: 'roles',
        title: words.people.role,
        value: (person) => person.roles.map((role) => words.roles[role]).join(', '),
        cell: (person) => (
          <span className={styles.roles}>
            {person.roles.map((role) => (
              <Chip key={role} tone={role === 'admin' ? 'accent' : 'few'}>
                {words.roles[role]}
              </Chip>
            ))}
          </span>
        ),
      },
      { key: 'email', title: words.people.email, value: (person) => person.email, optional: true },
    ],
    [words],
  );
  const opened = people.data?.items.find((person) => person.id === url.person);
  return (
    <Card
      title={words.parts.people}
      aside={
        may ? (
          <Button onClick={() => setUrl({ person: 'new' }, { push: true })}>{words.people.add}</Button>
        ) : null
      }
      flush
    >
      <Loaded query={people}>
        {({ items }) => (
          <DataTable
            label={words.parts.people}
            columns={columns}
            rows={items}
            rowKey={(person) => person.id}
            to={(person) => `/settings?part=people&person=${person.id}`}
            search={words.people.search}
            exports={{ csv: apiPath('/people', { format: 'csv' }) }}
          />
        )}
      </Loaded>
      {opened ? (
        <PersonPanel key={opened.id} person={opened} may={may} close={() => setUrl({ person: undefined })} />
      ) : null}
      {may && url.person === 'new' ? <PersonForm close={() => setUrl({ person: undefined })} /> : null}
    </Card>
  );
}
