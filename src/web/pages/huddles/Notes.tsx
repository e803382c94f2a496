import { Checkbox } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Face } from '../../parts/Face.tsx';
import { huddleKey, type Note } from './huddles.ts';
import { useHuddleWords } from './messages.ts';

/** What was said, and what was decided: by whom it is done and by when. `settle`: it can be ticked off. */
export function Notes({ notes, settle }: { notes: readonly Note[]; settle?: boolean }) {
  const words = useHuddleWords();
  const format = useFormat();
  const may = useMay('case:work');
  const done = useChange<{ id: string; done: boolean }, Note>({
    call: ({ id, done }) => api.put(`/huddle-decisions/${id}/done`, { done }),
    touches: [[...huddleKey]],
    said: words.isDone,
    undo: (_, { id, done }) => api.put(`/huddle-decisions/${id}/done`, { done: !done }),
  });
  return notes.map((note) => (
    <CardRow
      key={note.id}
      lead={
        note.owner && settle && may ? (
          <Checkbox
            aria-label={words.tick(note.text)}
            checked={note.doneAt !== null}
            disabled={done.isPending}
            onChange={(event) => done.mutate({ id: note.id, done: event.currentTarget.checked })}
          />
        ) : (
          <Face person={note.owner ?? note.by} decorative />
        )
      }
    >
      {note.text}
      <div className="tiny muted">
        {note.owner && note.dueOn
          ? words.decision(note.owner.name, format.date(note.dueOn), note.doneAt !== null)
          : words.notedBy(note.by.name)}
      </div>
    </CardRow>
  ));
}
