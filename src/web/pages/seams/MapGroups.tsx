import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { useSeamWords } from './messages.ts';
import styles from './Seams.module.css';

interface Group {
  group: string;
  department: string | null;
  said: boolean;
}

/** As many as anybody scrolls through; the search finds the rest. */
const SHOWN = 60;
/** No key of a department holds a space. */
const BY_NAME = 'by name';
const NONE = 'none of ours';

/** Says which department a group of the log is. */
export function MapGroups({ log, close }: { log: string; close: () => void }) {
  const words = useSeamWords();
  const path = `/event-logs/${encodeURIComponent(log)}`;
  const groups = useApi<{ items: Group[] }>(['seams', 'groups', log], `${path}/groups`);
  const departments = useApi<{ items: { key: string; name: string; archivedAt: string | null }[] }>(
    ['departments'],
    '/departments',
  );
  const [text, setText] = useState('');
  const save = useChange<{ group: string; choice: string }, unknown>({
    call: ({ group, choice }) =>
      api.put(`${path}/departments`, {
        groups: [
          {
            group,
            ...(choice === BY_NAME ? { byName: true } : { department: choice === NONE ? null : choice }),
          },
        ],
      }),
    touches: [['seams']],
    said: (_, { group }) => words.mappedSaid(group),
  });
  const choices = [
    { value: BY_NAME, label: words.byName },
    ...(departments.data?.items ?? [])
      .filter((one) => one.archivedAt === null)
      .map(({ key, name }) => ({ value: key, label: name })),
    { value: NONE, label: words.none },
  ];
  return (
    <SidePanel open close={close} title={words.mapTitle}>
      <p className="muted">{words.mapText}</p>
      <TextInput
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        mb={10}
      />
      <Loaded query={groups}>
        {({ items }) => (
          <table className={styles.groups}>
            <caption className="only-heard">{words.mapTitle}</caption>
            <tbody>
              {items
                .filter(({ group }) => group.toLowerCase().includes(text.trim().toLowerCase()))
                .slice(0, SHOWN)
                .map(({ group, department, said }) => (
                  <tr key={group}>
                    <td>{group}</td>
                    <td>
                      <NativeSelect
                        size="xs"
                        aria-label={words.departmentOf(group)}
                        value={said ? (department ?? NONE) : BY_NAME}
                        data={choices}
                        onChange={(event) => save.mutate({ group, choice: event.currentTarget.value })}
                      />
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </SidePanel>
  );
}
