import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { LibraryEntry } from '../../../../close/library/entry.ts';
import { api } from '../../../api/api.ts';
import { useMay } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { useChange } from '../../../api/useChange.ts';
import type { Wire } from '../../../api/wire.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { Card } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import { Helped } from '../../library/Helped.tsx';
import { textOf } from '../../library/library.ts';
import styles from './Desk.module.css';
import { useDeskWords } from './desk.messages.ts';

type Entry = Wire<LibraryEntry>;

/** What the library knows for this case: suggested by where it happened and by its words, or looked for. */
export function CaseLibrary({ caseId }: { caseId: string }) {
  const words = useDeskWords();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const query = useApi<{ items: Entry[] }>(
    ['library', 'for', caseId, q],
    q ? '/library' : `/cases/${caseId}/library`,
    q ? { query: { q, state: 'current', limit: 8 } } : {},
  );
  return (
    <Card title={words.library} aside={<Go to="/library">{words.all}</Go>}>
      <TextInput
        type="search"
        aria-label={words.searchLibrary}
        placeholder={words.searchLibrary}
        leftSection={<IconSearch size={15} stroke={1.6} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        mb={8}
      />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{q ? words.libraryNotFound : words.libraryNone}</p>
          ) : (
            <ul className={styles.entries}>
              {items.map((entry) => (
                <Suggested key={entry.id} caseId={caseId} entry={entry} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function Suggested({ caseId, entry }: { caseId: string; entry: Entry }) {
  const words = useDeskWords();
  const language = useLanguage();
  const may = useMay('case:work');
  const [, setUrl] = useUrl();
  const text = textOf(entry, language);
  const use = useChange({
    call: () => api.post(`/cases/${caseId}/library/${entry.id}`),
    touches: [['library']],
    said: words.usedSaid,
  });
  return (
    <li>
      <details>
        <summary>
          {text.title}{' '}
          <Chip tone={entry.kind === 'message' ? 'accent' : 'few'}>{words.kinds[entry.kind]}</Chip>
          {entry.stale ? <Chip tone="pass">{words.stale}</Chip> : null}
        </summary>
        <p className={styles.text}>{text.body}</p>
      </details>
      <div className={`tiny dim ${styles.kept}`}>
        <Helped uses={entry.uses} />
        {may ? (
          entry.kind === 'message' ? (
            <Button size="compact-sm" onClick={() => setUrl({ do: 'write', insert: entry.id })}>
              {words.insert}
            </Button>
          ) : (
            <Button size="compact-sm" onClick={() => use.mutate()} loading={use.isPending}>
              {words.used}
            </Button>
          )
        ) : null}
      </div>
    </li>
  );
}
