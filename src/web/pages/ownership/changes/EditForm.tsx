import { Alert, Button, NativeSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useChange } from '../../../api/useChange.ts';
import { Card } from '../../../parts/Card.tsx';
import { useOwnershipWords } from '../messages.ts';
import type { RaciRole } from '../ownership.ts';
import { useHolders, whoOf } from '../useHolders.ts';
import { useThings } from '../useThings.ts';
import type { Edit } from './changes.ts';
import { useChangesWords } from './messages.ts';

type Kind = 'move' | 'assign' | 'end' | 'leave' | 'rename' | 'close';
const kinds: Kind[] = ['move', 'assign', 'end', 'leave', 'rename', 'close'];
const nothing = { from: '', to: '', thing: '', role: 'A' as RaciRole, name: '', heir: '' };

/** Adds one edit to a draft. What is asked for follows from what happens. */
export function EditForm({ id }: { id: string }) {
  const words = useChangesWords();
  const { roles } = useOwnershipWords();
  const { choices, people, departments } = useHolders();
  const things = useThings();
  const [kind, setKind] = useState<Kind>('move');
  const [form, setForm] = useState(nothing);
  const add = useChange<Edit>({
    call: (edit) => api.patch(`/change-sets/${id}`, { add: [edit] }),
    touches: [['change-sets']],
    said: words.added,
    quiet: true,
    after: () => setForm(nothing),
  });
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const edit = editOf(kind, form);
  const select = (
    field: 'from' | 'to' | 'thing' | 'heir',
    label: string,
    data: React.ComponentProps<typeof Select>['data'],
  ) => (
    <Select
      mt="sm"
      label={label}
      required={field !== 'heir'}
      searchable
      openOnFocus={false}
      data={data}
      value={form[field] || null}
      onChange={(value) => set({ [field]: value ?? '' })}
    />
  );
  const persons = people.map((one) => ({ value: one.id, label: one.name }));
  const groups = departments.map((one) => ({ value: one.id, label: one.name }));
  return (
    <Card title={words.add}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (edit) add.mutate(edit);
        }}
      >
        <NativeSelect
          label={words.kind}
          value={kind}
          data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(event) => {
            setKind(event.currentTarget.value as Kind);
            setForm(nothing);
          }}
        />
        {kind === 'assign' || kind === 'end' ? (
          <>
            {select(
              'thing',
              words.touchpoint,
              things.map((one) => ({
                value: `${one.kind}:${one.key}`,
                label: one.where ? `${one.name} · ${one.where}` : one.name,
              })),
            )}
            <SegmentedControl
              mt="sm"
              fullWidth
              aria-label={words.role}
              value={form.role}
              onChange={(role) => set({ role: role as RaciRole })}
              data={(['A', 'R', 'C', 'I'] as const).map((value) => ({ value, label: roles[value] }))}
            />
          </>
        ) : null}
        {kind === 'move' ? select('from', words.fromWho, choices) : null}
        {kind === 'move' || kind === 'assign' ? select('to', words.toWho, choices) : null}
        {kind === 'leave' ? select('from', words.person, persons) : null}
        {kind === 'rename' || kind === 'close' ? select('from', words.department, groups) : null}
        {kind === 'rename' ? (
          <TextInput
            mt="sm"
            label={words.newName}
            required
            value={form.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        ) : null}
        {kind === 'close'
          ? select('heir', words.heir, [
              { value: '', label: words.noHeir },
              ...groups.filter((one) => one.value !== form.from),
            ])
          : null}
        {add.error ? (
          <Alert mt="md" role="alert">
            {add.error.detail}
          </Alert>
        ) : null}
        <Button mt="md" type="submit" disabled={!edit} loading={add.isPending}>
          {words.add}
        </Button>
      </form>
    </Card>
  );
}

function editOf(kind: Kind, form: typeof nothing): Edit | undefined {
  const { from, to, thing, role, name, heir } = form;
  const [objectKind, key = ''] = thing.split(/:(.*)/s);
  const object = { kind: objectKind, key } as Extract<Edit, { do: 'assign' }>['object'];
  switch (kind) {
    case 'move':
      return from && to ? { do: 'move', from: whoOf(from), to: whoOf(to) } : undefined;
    case 'assign':
      return key && to ? { do: 'assign', object, role, who: whoOf(to) } : undefined;
    case 'end':
      return key ? { do: 'end', object, role } : undefined;
    case 'leave':
      return from ? { do: 'leave', person: from } : undefined;
    case 'rename':
      return from && name.trim() ? { do: 'rename', department: from, name: name.trim() } : undefined;
    case 'close':
      return from ? { do: 'close', department: from, to: heir || null } : undefined;
  }
}
