import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useApi } from '../../api/useApi.ts';
import { useInterviewWords } from './messages.ts';

interface Found {
  id: string;
  name: string | null;
  email: string | null;
}

const labelOf = (one: Pick<Found, 'id' | 'name'> & { email?: string | null }) =>
  [one.name ?? one.id, one.email].filter(Boolean).join(' · ');

/** A customer by the beginning of a name, an address or a number. */
export function CustomerSelect({
  value,
  onChange,
}: {
  value: { id: string; name: string | null } | null;
  onChange: (customer: { id: string; name: string | null } | null) => void;
}) {
  const words = useInterviewWords();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 200);
  const found =
    useApi<{ items: Found[] }>(['customers', 'choose'], '/customers', {
      query: { q, limit: 20 },
      when: q.length > 1,
    }).data?.items ?? [];
  const list = [...found.filter((one) => one.id !== value?.id), ...(value ? [value] : [])];
  return (
    <Select
      label={words.customer}
      description={words.customerHint}
      searchable
      clearable
      openOnFocus={false}
      nothingFoundMessage={q.length > 1 ? words.noCustomer : undefined}
      data={list.map((one) => ({ value: one.id, label: labelOf(one) }))}
      filter={({ options }) => options}
      value={value?.id ?? null}
      onSearchChange={setTyped}
      onChange={(id) => onChange(list.find((one) => one.id === id) ?? null)}
    />
  );
}
