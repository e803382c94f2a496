import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useMe } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { useChange } from '../../../api/useChange.ts';
import { Loaded } from '../../../parts/Loaded.tsx';
import { When } from '../../../parts/When.tsx';
import { MentionField } from '../../journeys/MentionField.tsx';
import { useCaseWords } from '../case.messages.ts';
import { type CaseMoment, touchedByCase } from '../cases.ts';
import styles from './Desk.module.css';
import { useDeskWords } from './desk.messages.ts';

interface Named {
  id: string;
  name: string;
}

/** Below a note: its author says it better, and everybody can read what it said before. */
export function NoteTools({ caseId, note }: { caseId: string; note: CaseMoment }) {
  const words = useDeskWords();
  const me = useMe();
  const [open, setOpen] = useState<'edit' | 'before'>();
  const edited = Number(note.more.edited ?? 0);
  const mine = note.person?.id === me.person.id;
  if (!mine && edited === 0) return null;
  return (
    <div className={styles.tools}>
      {mine && open !== 'edit' ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen('edit')}>
          {words.edit}
        </Button>
      ) : null}
      {edited > 0 ? (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={open === 'before'}
          onClick={() => setOpen(open === 'before' ? undefined : 'before')}
        >
          {words.edited(edited)}
        </Button>
      ) : null}
      {open === 'edit' ? <EditNote caseId={caseId} note={note} close={() => setOpen(undefined)} /> : null}
      {open === 'before' ? <Before caseId={caseId} noteId={note.id} /> : null}
    </div>
  );
}

function EditNote({ caseId, note, close }: { caseId: string; note: CaseMoment; close: () => void }) {
  const words = useDeskWords();
  const say = useCaseWords();
  const [text, setText] = useState(note.text ?? '');
  const [mentions, setMentions] = useState<Named[]>((note.more.mentions as Named[] | null) ?? []);
  const save = useChange({
    call: () =>
      api.patch(`/cases/${caseId}/notes/${note.id}`, {
        text,
        mentions: mentions.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id),
      }),
    touches: [...touchedByCase, ['note-versions', note.id]],
    said: words.changed,
    quiet: true,
    after: close,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <MentionField
        label={words.editLabel}
        text={text}
        change={setText}
        mention={(person) => setMentions((before) => [...before, person])}
        error={save.error?.detail}
        autoFocus
      />
      <div className={styles.choices}>
        <Button type="submit" size="compact-sm" loading={save.isPending} disabled={text.trim() === ''}>
          {say.save}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={close}>
          {say.cancel}
        </Button>
      </div>
    </form>
  );
}

function Before({ caseId, noteId }: { caseId: string; noteId: string }) {
  const words = useDeskWords();
  const query = useApi<{ items: { number: number; text: string; replacedAt: string }[] }>(
    ['note-versions', noteId],
    `/cases/${caseId}/notes/${noteId}/versions`,
  );
  return (
    <Loaded query={query}>
      {({ items }) => (
        <ol className={styles.before} aria-label={words.before}>
          {items.map((one) => (
            <li key={one.number}>
              <span className="tiny dim">
                {words.until} <When at={one.replacedAt} />
              </span>
              <div style={{ whiteSpace: 'pre-line' }}>{one.text}</div>
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}
