import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useSettingsWords } from './messages.ts';
import { type Listed, type Person, type RoleName, roleNames } from './people.ts';

interface Department {
  key: string;
  name: string;
}

/** Adds somebody; the mail with which they choose a password goes out unless told not to. */
export function PersonForm({ close }: { close: () => void }) {
  const { people: words, name, roles } = useSettingsWords();
  const departments = useApi<Listed<Department>>(['departments'], '/departments').data?.items ?? [];
  const [form, setForm] = useState({
    name: '',
    email: '',
    title: '',
    department: '',
    role: 'member' as RoleName,
    invite: true,
  });
  const save = useChange<void, Person>({
    call: () => {
      const { role, title, department, ...rest } = form;
      const more = { ...(title ? { title } : {}), ...(department ? { department } : {}) };
      return api.post<Person>('/people', { ...rest, ...more, roles: [role] });
    },
    touches: [['people'], ['departments']],
    said: (person) => words.added(person.name),
    quiet: true,
    after: close,
  });
  const set =
    (field: 'name' | 'email' | 'title' | 'department' | 'role') =>
    (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((before) => ({ ...before, [field]: value }));
    };
  return (
    <Dialog open close={close} title={words.add}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={name}
          required
          data-autofocus
          maxLength={200}
          value={form.name}
          onChange={set('name')}
          error={save.error?.field('name')}
        />
        <TextInput
          label={words.email}
          required
          type="email"
          maxLength={200}
          value={form.email}
          onChange={set('email')}
          error={save.error?.field('email')}
        />
        <TextInput label={words.title} maxLength={200} value={form.title} onChange={set('title')} />
        <NativeSelect
          label={words.department}
          value={form.department}
          onChange={set('department')}
          data={[
            { value: '', label: words.none },
            ...departments.map((one) => ({ value: one.key, label: one.name })),
          ]}
        />
        <NativeSelect
          label={words.role}
          value={form.role}
          onChange={set('role')}
          data={roleNames.map((role) => ({ value: role, label: roles[role] }))}
        />
        <Checkbox
          label={words.invite}
          checked={form.invite}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            setForm((before) => ({ ...before, invite: checked }));
          }}
        />
        {save.error && save.error.errors.length === 0 ? <div role="alert">{save.error.detail}</div> : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.add}
        </Button>
      </form>
    </Dialog>
  );
}
