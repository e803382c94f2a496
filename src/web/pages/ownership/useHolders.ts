import { useApi } from '../../api/useApi.ts';
import { useOwnershipWords } from './messages.ts';

interface Named {
  id: string;
  name: string;
  departmentName?: string | null;
  archivedAt?: string | null;
}

/** Everybody and every group that can have a part, as choices `person:…`, `department:…`, `team:…`. */
export function useHolders() {
  const words = useOwnershipWords();
  const people = useApi<{ items: Named[] }>(['people'], '/people').data?.items ?? [];
  const departments = useApi<{ items: Named[] }>(['departments'], '/departments').data?.items ?? [];
  const teams = useApi<{ items: Named[] }>(['teams'], '/teams').data?.items ?? [];
  const group = (kind: string, items: Named[]) =>
    items
      .filter((one) => !one.archivedAt)
      .map((one) => ({
        value: `${kind}:${one.id}`,
        label: one.departmentName ? `${one.name} · ${one.departmentName}` : one.name,
      }));
  const choices = [
    { group: words.people, items: group('person', people) },
    { group: words.departments, items: group('department', departments) },
    { group: words.teams, items: group('team', teams) },
  ].filter((one) => one.items.length > 0);
  return { choices, people, departments };
}

/** `person:…` as the server takes it: `{person: …}`. */
export function whoOf(choice: string): Record<string, string> {
  const [kind = 'person', id = ''] = choice.split(':');
  return { [kind]: id };
}
