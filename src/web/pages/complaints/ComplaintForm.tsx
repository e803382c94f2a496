import { Button, NativeSelect, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ways } from '../../../close/complaints/names.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { SidePanel } from '../../parts/Panel.tsx';
import { useGo } from '../../parts/useGo.ts';
import { type Complaint, touchedByComplaint, useLists, usePlaces, useRegimes } from './complaints.ts';
import { useComplaintWords } from './messages.ts';

interface Props {
  /** Out of this case; else a customer is chosen, or nobody. */
  caseId?: string;
  summary?: string;
  close: () => void;
}

/** Takes a complaint in: what it says, how and when it came, which rule it falls under. */
export function ComplaintForm({ caseId, summary = '', close }: Props) {
  const words = useComplaintWords();
  const go = useGo();
  const lists = useLists();
  const places = usePlaces();
  const regimes = useRegimes().filter(({ archivedAt }) => archivedAt === null);
  const [who, setWho] = useState<'customer' | 'anonymous'>('customer');
  const [customerId, setCustomerId] = useState<string | null>(null);
  const [form, setForm] = useState({
    summary,
    wants: '',
    category: '',
    receivedBy: 'email',
    receivedAt: '',
    regime: 'general',
    touchpoint: '',
  });
  const set = (name: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [name]: value }));
  };
  const take = useChange<void, Complaint>({
    call: () => {
      const { receivedAt, wants, touchpoint, ...rest } = form;
      const whose = caseId
        ? { caseId }
        : {
            ...(who === 'anonymous' ? { anonymous: true } : { customerId }),
            ...(touchpoint ? { touchpoint } : {}),
          };
      return api.post<Complaint>('/complaints', {
        ...rest,
        category: form.category || lists.categories[0]?.value,
        ...(wants.trim() ? { wants } : {}),
        ...(receivedAt ? { receivedAt: new Date(receivedAt).toISOString() } : {}),
        ...whose,
      });
    },
    touches: touchedByComplaint,
    said: (made) => words.taken(made.reference),
    quiet: true,
    after: (made) => {
      if (caseId) close();
      else go(`/inbox/${made.caseId}?view=all`);
    },
  });
  const problem = take.error;
  const unnamed = problem && !['summary', 'category', 'receivedAt'].some((name) => problem.field(name));
  return (
    <SidePanel open close={close} title={caseId ? words.make : words.new} size="md">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          take.mutate();
        }}
      >
        {caseId ? null : (
          <>
            <SegmentedControl
              aria-label={words.whose}
              data={[
                { value: 'customer', label: words.aCustomer },
                { value: 'anonymous', label: words.anonymous },
              ]}
              value={who}
              onChange={(value) => setWho(value as typeof who)}
            />
            {who === 'customer' ? <CustomerSelect value={customerId} choose={setCustomerId} /> : null}
            <NativeSelect
              label={words.touchpoint}
              value={form.touchpoint}
              onChange={set('touchpoint')}
              data={[{ value: '', label: words.nowhere }, ...places]}
            />
          </>
        )}
        <Textarea
          label={words.what}
          required
          autosize
          minRows={4}
          maxRows={14}
          data-autofocus
          value={form.summary}
          onChange={set('summary')}
          error={problem?.field('summary') ?? (unnamed ? problem.detail : undefined)}
        />
        <Textarea label={words.wants} autosize minRows={2} value={form.wants} onChange={set('wants')} />
        <NativeSelect
          label={words.category}
          value={form.category || lists.categories[0]?.value}
          onChange={set('category')}
          data={lists.categories}
          error={problem?.field('category')}
        />
        <NativeSelect
          label={words.receivedBy}
          value={form.receivedBy}
          onChange={set('receivedBy')}
          data={ways.map((value) => ({ value, label: words.ways[value] }))}
        />
        <TextInput
          type="datetime-local"
          label={words.receivedAt}
          description={words.receivedHint}
          value={form.receivedAt}
          onChange={set('receivedAt')}
          error={problem?.field('receivedAt')}
        />
        <NativeSelect
          label={words.rule}
          value={form.regime}
          onChange={set('regime')}
          data={regimes.map(({ key, name, rule }) => ({ value: key, label: words.ruled(name, rule) }))}
        />
        <div className="row">
          <Button
            type="submit"
            variant="filled"
            loading={take.isPending}
            disabled={!caseId && who === 'customer' && !customerId}
          >
            {words.take}
          </Button>
          <Button variant="subtle" onClick={close}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}

interface Found {
  id: string;
  name: string | null;
  email: string | null;
}

function CustomerSelect({ value, choose }: { value: string | null; choose: (id: string | null) => void }) {
  const words = useComplaintWords();
  const [q, setQ] = useState('');
  const found = useApi<{ items: Found[] }>(['customers', 'find', q], '/customers', {
    query: { q: q || undefined, limit: 20 },
  });
  const options = (found.data?.items ?? []).map((one) => ({
    value: one.id,
    label: [one.name, one.email].filter(Boolean).join(' · ') || one.id,
  }));
  return (
    <Select
      label={words.customer}
      placeholder={words.customerHint}
      searchable
      required
      data={options}
      filter={({ options: all }) => all}
      searchValue={q}
      onSearchChange={setQ}
      value={value}
      onChange={choose}
    />
  );
}
