import { Alert, Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useLedgerWords } from './ledger.messages.ts';
import { useOwnershipWords } from './messages.ts';
import styles from './Ownership.module.css';
import { type Plane, type RaciRole, type Things, thingKinds, touched } from './ownership.ts';
import { useThingsWords } from './things.messages.ts';
import { useHolders, whoOf } from './useHolders.ts';

interface Props {
  /** Keys of touchpoints, or of what is shown instead. */
  chosen: ReadonlySet<string>;
  what: Things | undefined;
  today: string;
  clear: () => void;
}

/** What is done with the chosen rows: one change, undone at once. */
export function BulkBar({ chosen, what, today, clear }: Props) {
  const more = useLedgerWords();
  const things = useThingsWords();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.bulk}>
      <b>{what ? things.selected(chosen.size) : more.selected(chosen.size)}</b>
      <Button size="compact-sm" variant="filled" onClick={() => setOpen(true)}>
        {more.bulk}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={clear}>
        {more.clear}
      </Button>
      {open ? (
        <BulkForm
          chosen={chosen}
          what={what}
          today={today}
          close={() => setOpen(false)}
          done={() => {
            setOpen(false);
            clear();
          }}
        />
      ) : null}
    </div>
  );
}

function BulkForm({
  chosen,
  what,
  today,
  close,
  done,
}: Omit<Props, 'clear'> & { close: () => void; done: () => void }) {
  const words = useOwnershipWords();
  const more = useLedgerWords();
  const things = useThingsWords();
  const { choices } = useHolders();
  const [form, setForm] = useState({
    act: 'assign' as 'assign' | 'end',
    role: 'A' as RaciRole,
    plane: 'execution' as Plane,
    who: null as string | null,
    on: today,
    reason: '',
  });
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const back = form.on < today;
  const change = useChange<void, { id: string }>({
    call: () => {
      const { act, role, plane } = form;
      const edits = [...chosen].map((key) => ({
        do: act,
        object: { kind: what ? thingKinds[what] : 'touchpoint', key },
        role,
        plane,
        ...(act === 'assign' ? { who: whoOf(form.who ?? '') } : {}),
      }));
      return api.post('/ownership/bulk', {
        edits,
        on: form.on,
        name: more.bulk,
        ...(form.reason ? { reason: form.reason } : {}),
      });
    },
    touches: touched,
    said: what ? things.changed(chosen.size) : more.changedTogether(chosen.size),
    undo: ({ id }) => api.post(`/change-sets/${id}/undo`, { on: form.on }),
    quiet: true,
    after: done,
  });
  const ready = (form.act === 'end' || form.who) && (!back || form.reason.trim().length >= 3);
  return (
    <Dialog open close={close} title={what ? things.selected(chosen.size) : more.selected(chosen.size)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <SegmentedControl
          fullWidth
          aria-label={more.what}
          value={form.act}
          onChange={(value) => set({ act: value as 'assign' | 'end' })}
          data={[
            { value: 'assign', label: more.give },
            { value: 'end', label: more.endThem },
          ]}
        />
        {form.act === 'assign' ? (
          <Select
            mt="md"
            label={words.who}
            required
            searchable
            openOnFocus={false}
            data={choices}
            value={form.who}
            onChange={(who) => set({ who })}
          />
        ) : (
          <p className="tiny muted">{more.endHint}</p>
        )}
        <SegmentedControl
          mt="md"
          fullWidth
          aria-label={words.part}
          value={form.role}
          onChange={(value) => set({ role: value as RaciRole })}
          data={(['A', 'R', 'C', 'I'] as const).map((value) => ({ value, label: words.roles[value] }))}
        />
        <SegmentedControl
          mt="md"
          fullWidth
          aria-label={more.plane}
          value={form.plane}
          onChange={(value) => set({ plane: value as Plane })}
          data={(['execution', 'strategy'] as const).map((value) => ({ value, label: more.planes[value] }))}
        />
        <TextInput
          mt="md"
          type="date"
          label={more.from}
          required
          value={form.on}
          onChange={(event) => set({ on: event.currentTarget.value })}
        />
        <TextInput
          mt="sm"
          label={more.why}
          required={back}
          description={back ? more.whyNeeded : undefined}
          value={form.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        {change.error ? (
          <Alert mt="md" role="alert">
            {change.error.detail}
          </Alert>
        ) : null}
        <Button mt="lg" type="submit" variant="filled" disabled={!ready} loading={change.isPending}>
          {more.bulk}
        </Button>
      </form>
    </Dialog>
  );
}
