import { Alert, Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useLedgerWords } from './ledger.messages.ts';
import { useOwnershipWords } from './messages.ts';
import { type ObjectKind, type Plane, type RaciRole, touched } from './ownership.ts';
import { useHolders, whoOf } from './useHolders.ts';

interface Props {
  object: { kind: ObjectKind; key: string; name: string };
  role: RaciRole;
  plane?: Plane;
  today: string;
  close: () => void;
}

/** Who, which part, from when. A second accountable is offered two ways out: end the first, or put it among the grey areas. */
export function AssignForm({ object, role, plane = 'execution', today, close }: Props) {
  const words = useOwnershipWords();
  const format = useFormat();
  const more = useLedgerWords();
  const [form, setForm] = useState({
    who: null as string | null,
    role,
    plane,
    from: today,
    until: '',
    reason: '',
  });
  const back = form.from < today;
  const { choices } = useHolders();
  const name = choices.flatMap((one) => one.items).find((one) => one.value === form.who)?.label ?? '';
  const assign = useChange<{ replace?: boolean; both?: boolean }>({
    call: (how) => {
      const { from, until, reason } = form;
      return api.post('/assignments', {
        object: { kind: object.kind, key: object.key },
        role: form.role,
        plane: form.plane,
        ...whoOf(form.who ?? ''),
        from,
        until: until || null,
        reason: reason || null,
        ...how,
      });
    },
    touches: touched,
    said: words.assigned(name, object.name),
    quiet: true,
    after: close,
  });
  const problem = assign.error;
  const taken = problem?.code === 'already_accountable';
  const set = (part: Partial<typeof form>) => {
    if (problem) assign.reset();
    setForm((before) => ({ ...before, ...part }));
  };
  return (
    <Dialog open close={close} title={words.assignTitle(object.name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          assign.mutate({});
        }}
      >
        <Select
          label={words.who}
          description={words.whoHint}
          required
          searchable
          openOnFocus={false}
          data-autofocus
          data={choices}
          value={form.who}
          onChange={(who) => set({ who })}
        />
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
        <p className="tiny muted">{more.planeHint}</p>
        <div className="row" style={{ marginTop: 16, alignItems: 'start' }}>
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
            min={form.from}
            value={form.until}
            onChange={(event) => set({ until: event.currentTarget.value })}
          />
        </div>
        <p className="tiny muted">{words.untilHint}</p>
        <TextInput
          label={words.why}
          required={back}
          description={back ? `${more.whyNeeded} ${more.backdated}` : undefined}
          value={form.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        {problem ? (
          <Alert mt="md" role="alert">
            {problem.detail}
            {taken ? (
              <div className="row" style={{ marginTop: 10, flexWrap: 'wrap' }}>
                <Button variant="filled" onClick={() => assign.mutate({ replace: true })}>
                  {words.endTheirs(String(problem.facts.holder), format.date(String(problem.facts.endOn)))}
                </Button>
                <Button onClick={() => assign.mutate({ both: true })} title={words.bothHint}>
                  {words.bothClaim}
                </Button>
              </div>
            ) : null}
          </Alert>
        ) : null}
        {taken ? null : (
          <Button
            mt="lg"
            type="submit"
            variant="filled"
            disabled={!form.who || (back && form.reason.trim().length < 3)}
            loading={assign.isPending}
          >
            {words.doAssign}
          </Button>
        )}
      </form>
    </Dialog>
  );
}
