import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import type { Department } from './Departments.tsx';
import { useDepartmentsWords } from './departments.messages.ts';
import type { Listed, Person } from './people.ts';

/** A department's name and who leads it. */
export function DepartmentForm({
  department,
  close,
}: {
  department: Department | undefined;
  close: () => void;
}) {
  const words = useDepartmentsWords();
  const people = useApi<Listed<Person>>(['people'], '/people').data?.items ?? [];
  const [name, setName] = useState(department?.name ?? '');
  const [head, setHead] = useState(department?.head?.id ?? null);
  const save = useChange<void, Department>({
    call: () =>
      department
        ? api.patch<Department>(`/departments/${department.id}`, { name, head })
        : api.post<Department>('/departments', { name, head }),
    touches: [['departments'], ['people'], ['ownership']],
    said: (kept) => (department ? words.saved(kept.name) : words.added(kept.name)),
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={department ? words.change(department.name) : words.add}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.name}
          required
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={save.error?.field('name')}
        />
        <Select
          label={words.head}
          placeholder={words.nobody}
          data={people.map((person) => ({
            value: person.id,
            label: person.title ? `${person.name} · ${person.title}` : person.name,
          }))}
          value={head}
          onChange={setHead}
          searchable
          clearable
          error={save.error?.field('head')}
        />
        {save.error && save.error.errors.length === 0 ? <div role="alert">{save.error.detail}</div> : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {department ? words.save : words.add}
        </Button>
      </form>
    </Dialog>
  );
}
