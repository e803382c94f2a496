import { useEffect } from 'react';
import { Faces } from '../parts/Face.tsx';
import styles from './Live.module.css';
import { useLiveWords } from './live.messages.ts';
import { markRead, useNotices } from './notices.ts';
import { usePresence } from './usePresence.ts';

/** Who else has this case open, and who writes at the moment: before two people answer one customer. */
export function CasePresence({ caseId }: { caseId: string }) {
  const words = useLiveWords();
  const others = usePresence(caseId);
  useReadWith(caseId);
  const writing = others.filter((one) => one.writing);
  const said = writing.length > 0 ? writing : others;
  const names = said.map((one) => one.name);
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')}${words.and}${names.at(-1)}` : names[0];
  return (
    <div
      role="status"
      className={list ? styles.here : undefined}
      data-writing={writing.length > 0 ? '' : undefined}
    >
      {list ? (
        <>
          <Faces people={others} />
          <span>{writing.length > 0 ? words.writing(list) : words.here(list)}</span>
        </>
      ) : null}
    </div>
  );
}

/** Whoever looks at the case has read what they were told about it. */
function useReadWith(caseId: string): void {
  const { data } = useNotices(15);
  const unread = data?.items.some((one) => !one.readAt && one.subject?.id === caseId) ?? false;
  useEffect(() => {
    if (unread) void markRead({ about: { kind: 'case', id: caseId } }).catch(() => undefined);
  }, [unread, caseId]);
}
