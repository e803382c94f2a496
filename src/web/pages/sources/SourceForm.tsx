import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { keyFrom } from './keyFrom.ts';
import { useSourceWords } from './messages.ts';
import type { Listed, Source } from './sources.ts';

interface Named {
  id: string;
  name: string;
}

/** Adds or changes a source. */
export function SourceForm({ source, close }: { source: Source | undefined; close: () => void }) {
  const { form: words, ...page } = useSourceWords();
  const people = useApi<Listed<Named>>(['people'], '/people').data?.items ?? [];
  const departments = useApi<Listed<Named>>(['departments'], '/departments').data?.items ?? [];
  const [form, setForm] = useState({
    name: source?.name ?? '',
    key: source?.key ?? '',
    kind: source?.kind ?? 'other',
    description: source?.description ?? '',
    ownerPersonId: source?.ownerPersonId ?? '',
    departmentId: source?.departmentId ?? '',
    expectedEveryHours: source?.expectedEveryHours?.toString() ?? '',
  });
  const [usual, setUsual] = useState(form.expectedEveryHours in words.rhythms);
  const save = useChange<void, Source>({
    call: () => {
      const { key, ...rest } = form;
      const body = {
        ...rest,
        ownerPersonId: form.ownerPersonId || null,
        departmentId: form.departmentId || null,
        expectedEveryHours: form.expectedEveryHours ? Number(form.expectedEveryHours) : null,
      };
      return source
        ? api.patch<Source>(`/sources/${source.key}`, body)
        : api.post<Source>('/sources', { ...body, key: key || keyFrom(form.name) });
    },
    touches: [['sources']],
    said: ({ name }) => (source ? words.changed(name) : words.made(name)),
    quiet: true,
    after: close,
  });
  const set = (name: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [name]: value }));
  };
  return (
    <Dialog open close={close} title={source ? page.change(source.name) : page.add}>
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
          maxLength={200}
          data-autofocus
          value={form.name}
          onChange={set('name')}
          error={save.error?.field('name')}
        />
        {source ? null : (
          <TextInput
            label={words.key}
            description={words.keyHint}
            placeholder={keyFrom(form.name)}
            value={form.key}
            onChange={set('key')}
            error={save.error?.field('key')}
          />
        )}
        <NativeSelect
          label={words.kind}
          value={form.kind}
          onChange={set('kind')}
          data={Object.entries(page.kinds).map(([value, label]) => ({ value, label }))}
        />
        <Textarea
          label={words.description}
          autosize
          minRows={2}
          maxLength={2000}
          value={form.description}
          onChange={set('description')}
        />
        <NativeSelect
          label={words.owner}
          value={form.ownerPersonId}
          onChange={set('ownerPersonId')}
          data={choices(words.nobody, people)}
        />
        <NativeSelect
          label={words.department}
          value={form.departmentId}
          onChange={set('departmentId')}
          data={choices(words.none, departments)}
        />
        <NativeSelect
          label={words.rhythm}
          description={words.rhythmHint}
          value={usual ? form.expectedEveryHours : 'other'}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setUsual(value !== 'other');
            setForm((before) => ({ ...before, expectedEveryHours: value === 'other' ? '48' : value }));
          }}
          data={Object.entries(words.rhythms).map(([value, label]) => ({ value, label }))}
        />
        {usual ? null : (
          <TextInput
            label={words.hours}
            inputMode="numeric"
            value={form.expectedEveryHours}
            onChange={set('expectedEveryHours')}
            error={save.error?.field('expectedEveryHours')}
          />
        )}
        {save.error && save.error.errors.length === 0 ? <div role="alert">{save.error.detail}</div> : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}

function choices(nobody: string, of: Named[]): { value: string; label: string }[] {
  return [{ value: '', label: nobody }, ...of.map(({ id, name }) => ({ value: id, label: name }))];
}
