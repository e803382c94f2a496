import { useApi } from '../../api/useApi.ts';
import { Filters } from '../../parts/Filters.tsx';
import { useInboxWords } from './messages.ts';

interface Named {
  key: string;
  name: string;
}

export function InboxFilters() {
  const words = useInboxWords();
  const touchpoints = useApi<{ items: Named[] }>(['touchpoints'], '/touchpoints');
  const departments = useApi<{ items: Named[] }>(['departments'], '/departments');
  const options = (of: { items: Named[] } | undefined) =>
    (of?.items ?? []).map(({ key, name }) => ({ value: key, label: name }));
  return (
    <Filters
      search={words.search}
      choices={[
        {
          name: 'only',
          label: words.only,
          options: [
            { value: 'urgent', label: words.onlyUrgent },
            { value: 'overdue', label: words.onlyOverdue },
          ],
        },
        { name: 'touchpoint', label: words.touchpoint, options: options(touchpoints.data) },
        { name: 'department', label: words.department, options: options(departments.data) },
      ]}
    />
  );
}
