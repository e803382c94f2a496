import { Select } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Filled, LibraryEntry } from '../../../../close/library/entry.ts';
import { api } from '../../../api/api.ts';
import { useApi } from '../../../api/useApi.ts';
import type { Wire } from '../../../api/wire.ts';
import { refused } from '../../../parts/notify.ts';
import { useUrl } from '../../../parts/useUrl.ts';
import { textOf } from '../../library/library.ts';
import { useDeskWords } from './desk.messages.ts';

interface Props {
  caseId: string;
  language: 'en' | 'de';
  put: (filled: Filled) => void;
}

/** An approved message with what the case knows put in; also by the address (`?insert=…`), from the library beside the case. */
export function InsertMessage({ caseId, language, put }: Props) {
  const words = useDeskWords();
  const [url, setUrl] = useUrl();
  const [missing, setMissing] = useState<string[]>([]);
  const suggested = useApi<{ items: Wire<LibraryEntry>[] }>(
    ['library', 'for', caseId, ''],
    `/cases/${caseId}/library`,
  );
  const all = useApi<{ items: Wire<LibraryEntry>[] }>(['library', 'messages'], '/library', {
    query: { kind: 'message', state: 'current', limit: 100 },
  });
  const first = (suggested.data?.items ?? []).filter((one) => one.kind === 'message');
  const rest = (all.data?.items ?? []).filter((one) => !first.some(({ id }) => id === one.id));
  const messages = [...first, ...rest];
  const doing = useRef<string>(undefined);
  const { insert } = url;
  const latest = useRef({ language, put });
  latest.current = { language, put };
  useEffect(() => {
    if (!insert || doing.current === insert) return;
    doing.current = insert;
    api
      .get<Filled>(`/library/${insert}/filled`, { case: caseId, language: latest.current.language })
      .then((filled) => {
        setMissing(filled.missing);
        latest.current.put(filled);
      })
      .catch(refused)
      .finally(() => {
        doing.current = undefined;
        setUrl({ insert: undefined });
      });
  }, [insert, caseId, setUrl]);
  if (messages.length === 0 && missing.length === 0) return null;
  return (
    <Select
      label={words.inserted}
      description={missing.length > 0 ? words.missing(missing) : words.replace}
      placeholder={words.insertPick}
      data={messages.map((one) => ({ value: one.id, label: textOf(one, language).title }))}
      value={null}
      onChange={(id) => id && setUrl({ insert: id })}
      searchable
    />
  );
}
