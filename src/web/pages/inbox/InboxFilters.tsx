import { Button, Popover, Select } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useApi } from '../../api/useApi.ts';
import { SearchField } from '../../parts/Filters.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Inbox.module.css';
import { useInboxWords } from './messages.ts';
import { SaveView } from './SaveView.tsx';
import type { Saved } from './views.ts';

interface Tag {
  id: number;
  name: string;
}

interface Named {
  key: string;
  name: string;
}

const names = ['only', 'touchpoint', 'department', 'tag', 'sort'] as const;

/** Search in the open, the rest behind one button that says how many are active: the list keeps the height. */
export function InboxFilters({ view, own }: { view: string; own: Saved | undefined }) {
  const words = useInboxWords();
  const [url, setUrl] = useUrl();
  const touchpoints = useApi<{ items: Named[] }>(['touchpoints'], '/touchpoints');
  const departments = useApi<{ items: Named[] }>(['departments'], '/departments');
  const tags = useApi<{ items: Tag[] }>(['tags'], '/case-tags');
  const options = (of: { items: Named[] } | undefined) =>
    (of?.items ?? []).map(({ key, name }) => ({ value: key, label: name }));
  const data = {
    only: [
      { value: 'urgent', label: words.onlyUrgent },
      { value: 'overdue', label: words.onlyOverdue },
    ],
    touchpoint: options(touchpoints.data),
    department: options(departments.data),
    tag: (tags.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
    sort: (['due', '-opened', 'opened'] as const).map((sort) => ({ value: sort, label: words.sorts[sort] })),
  };
  const active = names.filter((name) => url[name]).length;
  return (
    <search className={styles.search}>
      <SearchField placeholder={words.search} />
      <Popover position="bottom-end" width={280} trapFocus shadow="md" radius="lg">
        <Popover.Target>
          <Button
            leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.6} aria-hidden />}
            rightSection={
              active > 0 ? (
                <span className={styles.number}>
                  <span aria-hidden>{active}</span>
                  <span className="only-heard">{words.filters(active)}</span>
                </span>
              ) : null
            }
          >
            {words.filter}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <div className={styles.choices}>
            {names.map((name) => (
              <Select
                key={name}
                label={words[name]}
                placeholder={name === 'sort' ? words.usual : words.any}
                data={data[name]}
                value={url[name] ?? null}
                onChange={(value) => setUrl({ [name]: value ?? undefined })}
                clearable
                allowDeselect
                searchable={data[name].length > 8}
                // Inside the popover, or choosing an option would count as leaving it.
                comboboxProps={{ withinPortal: false }}
              />
            ))}
            <SaveView view={view} own={own} />
            {active > 0 ? (
              <Button
                variant="subtle"
                onClick={() => setUrl(Object.fromEntries(names.map((name) => [name, undefined])))}
              >
                {words.clear}
              </Button>
            ) : null}
          </div>
        </Popover.Dropdown>
      </Popover>
    </search>
  );
}
