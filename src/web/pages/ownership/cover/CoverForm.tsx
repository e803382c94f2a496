import { Alert, Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useMay, useMe, useOrganisation } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { useChange } from '../../../api/useChange.ts';
import { Dialog } from '../../../parts/Panel.tsx';
import { addDays, dayOf } from '../../../parts/period.ts';
import { type Held, touched } from '../ownership.ts';
import { useCoverWords } from './messages.ts';

interface Named {
  id: string;
  name: string;
  departmentName: string | null;
}

/** An absence with its cover, or something passed on: who, to whom, what, and always until when. */
export function CoverForm({ absent, close }: { absent: boolean; close: () => void }) {
  const words = useCoverWords();
  const me = useMe();
  const may = useMay('ownership:write');
  const today = dayOf(new Date(), useOrganisation().timezone);
  const [form, setForm] = useState({
    person: me.person.id,
    to: null as string | null,
    what: '',
    from: today,
    until: addDays(today, 14),
    reason: '',
  });
  const people = useApi<{ items: Named[] }>(['people'], '/people').data?.items ?? [];
  const held = useApi<{ items: Held[] }>(
    ['assignments', 'person', form.person],
    `/people/${form.person}/assignments`,
  ).data?.items;
  const things = new Map(
    (held ?? [])
      .filter((one) => one.state !== 'past' && (one.role === 'A' || one.role === 'R'))
      .map((one) => [`${one.object.kind}:${one.object.key}`, one.object.name]),
  );
  const name = (id: string | null) => people.find((one) => one.id === id)?.name ?? '';
  const choice = (one: Named) => ({
    value: one.id,
    label: one.departmentName ? `${one.name} · ${one.departmentName}` : one.name,
  });
  const save = useChange({
    call: () => {
      const [kind, key] = form.what.split(/:(.*)/s);
      const { person, to, from, until, reason } = form;
      const object = form.what ? { kind, key } : null;
      return api.post('/delegations', { person, to, object, absent, from, until, reason: reason || null });
    },
    touches: touched,
    said: words.saved(name(form.to), name(form.person)),
    quiet: true,
    after: close,
  });
  const set = (part: Partial<typeof form>) => {
    if (save.error) save.reset();
    setForm((before) => ({ ...before, ...part }));
  };
  return (
    <Dialog open close={close} title={absent ? words.absence : words.delegate}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {may ? (
          <Select
            label={words.person}
            searchable
            openOnFocus={false}
            allowDeselect={false}
            data={people.map(choice)}
            value={form.person}
            onChange={(person) => set({ person: person ?? me.person.id, what: '' })}
          />
        ) : null}
        <Select
          mt="sm"
          label={words.to}
          required
          searchable
          openOnFocus={false}
          data-autofocus
          data={people.filter((one) => one.id !== form.person).map(choice)}
          value={form.to}
          onChange={(to) => set({ to })}
        />
        {absent ? null : (
          <Select
            mt="sm"
            label={words.what}
            searchable
            openOnFocus={false}
            allowDeselect={false}
            data={[
              { value: '', label: words.all2 },
              ...[...things].map(([value, label]) => ({ value, label })),
            ]}
            value={form.what}
            onChange={(what) => set({ what: what ?? '' })}
          />
        )}
        <div className="row" style={{ marginTop: 12, alignItems: 'start' }}>
          <TextInput
            type="date"
            label={words.from}
            required
            value={form.from}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={words.until}
            required
            min={form.from}
            value={form.until}
            onChange={(event) => set({ until: event.currentTarget.value })}
          />
        </div>
        <p className="tiny muted">{words.untilHint}</p>
        <TextInput
          label={words.why}
          value={form.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        {save.error ? (
          <Alert mt="md" role="alert">
            {save.error.detail}
          </Alert>
        ) : null}
        <Button mt="lg" type="submit" variant="filled" disabled={!form.to} loading={save.isPending}>
          {absent ? words.doAbsence : words.doDelegate}
        </Button>
      </form>
    </Dialog>
  );
}
