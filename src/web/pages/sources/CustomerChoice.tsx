import { NativeSelect } from '@mantine/core';
import { ApiProblem } from '../../api/problem.ts';
import { useImportWords } from './import.messages.ts';

interface Props {
  types: { name: string; count?: number }[];
  /** Empty: nobody knows yet. */
  chosen: string;
  choose: (type: string) => void;
}

/** An object-centric log is about things of many kinds: one of them is the customer. */
export function CustomerChoice({ types, chosen, choose }: Props) {
  const words = useImportWords();
  const options = types.map(({ name, count }) => ({
    value: name,
    label: count === undefined ? name : words.objects(name, count),
  }));
  return (
    <NativeSelect
      label={words.customerIs}
      value={chosen}
      onChange={(event) => choose(event.currentTarget.value)}
      data={chosen ? options : [{ value: '', label: '–' }, ...options]}
      maw={360}
    />
  );
}

/** The types to choose from, where the server could not tell. */
export function objectTypesAsked(error: unknown): { name: string }[] | undefined {
  if (!(error instanceof ApiProblem) || error.code !== 'no_customer_type') return undefined;
  const { objectTypes } = error.facts as { objectTypes?: string[] };
  return objectTypes?.length ? objectTypes.map((name) => ({ name })) : undefined;
}
