import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useApi } from '../api/useApi.ts';

interface Colleague {
  id: string;
  name: string;
  departmentName: string | null;
}

interface Props {
  label: ReactNode;
  description?: ReactNode;
  value: string | null;
  onChange: (id: string | null, name: string) => void;
  /** Who cannot be chosen. */
  except?: readonly (string | null | undefined)[];
  error?: ReactNode;
  required?: boolean;
  autoFocus?: boolean;
}

/** Somebody who is here today, by name and department. */
export function PersonSelect({ except = [], onChange, autoFocus, ...rest }: Props) {
  const people = useApi<{ items: Colleague[] }>(['people'], '/people').data?.items ?? [];
  return (
    <Select
      {...rest}
      searchable
      clearable={!rest.required}
      openOnFocus={false}
      data-autofocus={autoFocus || undefined}
      data={people
        .filter((one) => !except.includes(one.id))
        .map((one) => ({
          value: one.id,
          label: one.departmentName ? `${one.name} · ${one.departmentName}` : one.name,
        }))}
      onChange={(id) => onChange(id, people.find((one) => one.id === id)?.name ?? '')}
    />
  );
}
