import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Face } from '../../parts/Face.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { Go } from '../../parts/Go.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { useSettingsWords } from './messages.ts';
import { type Person, type RoleName, roleNames } from './people.ts';
import { RemovePerson } from './RemovePerson.tsx';
import styles from './Settings.module.css';

interface Props {
  person: Person;
  may: boolean;
  close: () => void;
}

/** One person: roles at a click (undo offered), the invitation, the first day away. */
export function PersonPanel({ person, may, close }: Props) {
  const { people: words, roles, save } = useSettingsWords();
  const [leftOn, setLeftOn] = useState(person.leftOn ?? '');
  const path = `/people/${person.id}`;
  const give = (role: RoleName, held: boolean) =>
    held ? api.put<Person>(`${path}/roles/${role}`) : api.del<Person>(`${path}/roles/${role}`);
  const change = useChange<{ role: RoleName; held: boolean }, Person>({
    call: ({ role, held }) => give(role, held),
    touches: [['people'], ['me']],
    said: (_, { role, held }) => (held ? words.gave(roles[role]) : words.took(roles[role])),
    undo: (_, { role, held }) => give(role, !held),
  });
  const invite = useChange({ call: () => api.post(`${path}/invitation`), said: words.invited(person.name) });
  const leave = useChange<void, Person>({
    call: () => api.patch<Person>(path, { leftOn: leftOn || null }),
    touches: [['people'], ['ownership']],
    said: words.left(person.name),
  });
  return (
    <SidePanel
      open
      close={close}
      title={
        <span className="row">
          <Face person={person} size="m" decorative /> {person.name}
        </span>
      }
    >
      <div className="stack">
        <Facts
          facts={[
            [words.email, person.email],
            [words.title, person.title],
            [words.department, person.departmentName],
            [
              '',
              <Go
                key="holds"
                className={styles.link}
                to={`/ownership?person=${person.id}`}
              >{`${words.holds(person.holds)} · ${words.see}`}</Go>,
            ],
          ]}
        />
        <fieldset className="stack" disabled={!may} style={{ border: 0, padding: 0, margin: 0 }}>
          <legend>
            <b>{words.role}</b>
          </legend>
          {roleNames.map((role) => (
            <Checkbox
              key={role}
              label={roles[role]}
              checked={person.roles.includes(role)}
              disabled={!may || change.isPending}
              onChange={(event) => change.mutate({ role, held: event.currentTarget.checked })}
            />
          ))}
        </fieldset>
        {may ? (
          <>
            <div className={styles.leave}>
              <TextInput
                type="date"
                label={words.leftOn}
                description={words.leftHint}
                value={leftOn}
                onChange={(event) => setLeftOn(event.currentTarget.value)}
              />
              <Button loading={leave.isPending} onClick={() => leave.mutate()}>
                {save}
              </Button>
            </div>
            <div className="row between">
              <Button loading={invite.isPending} onClick={() => invite.mutate()}>
                {words.again}
              </Button>
              <RemovePerson person={person} close={close} />
            </div>
          </>
        ) : null}
      </div>
    </SidePanel>
  );
}
