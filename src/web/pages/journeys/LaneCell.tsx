import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useApi } from '../../api/useApi.ts';
import { Face } from '../../parts/Face.tsx';
import { Seat } from '../../parts/Seat.tsx';
import { AddHere } from './AddHere.tsx';
import { Handle } from './Handle.tsx';
import { InlineText } from './InlineText.tsx';
import styles from './Journey.module.css';
import type { Draft, Lane, Person, Phase } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { TalkButton } from './TalkButton.tsx';
import type { EditOptions, Editor } from './useEdit.ts';
import type { Mover } from './useMove.ts';
import type { Talk } from './useTalk.ts';

interface Props {
  phase: Phase;
  at: number;
  lane: Lane;
  editor: Editor | undefined;
  mover: Mover;
  talk: Talk;
}

/** The notes of one lane in one phase. Opportunities have owners: a face, or an empty seat. */
export function LaneCell({ phase, at, lane, editor, mover, talk }: Props) {
  const words = useJourneyWords();
  const notes = phase.notes.filter((note) => note.lane === lane);
  const owned = lane === 'opportunity' && (editor !== undefined || notes.length > 0);
  const { data } = useApi<{ items: (Person & { email: string })[] }>(['people'], '/people', { when: owned });
  const change = (
    said: string,
    index: number,
    to: (list: Draft['phases'][number]['notes'][number]) => void,
    options?: EditOptions,
  ) => {
    const alter = (draft: Draft) => {
      const note = draft.phases[at]?.notes.filter((one) => one.lane === lane)[index];
      if (note) to(note);
    };
    editor?.edit(said, alter, options);
  };
  const remove = (index: number, options?: EditOptions) => {
    const alter = (draft: Draft) => {
      const here = draft.phases[at];
      const gone = here?.notes.filter((one) => one.lane === lane)[index];
      if (here) here.notes = here.notes.filter((one) => one !== gone);
    };
    editor?.edit(words.saved.noteRemoved, alter, options);
  };
  return (
    <td className={styles.notes} data-lane={lane} data-drop="note" data-phase={at}>
      {notes.map((note, index) => {
        const person = data?.items.find((one) => one.id === note.ownerId);
        if (!editor) {
          return (
            <p key={note.id}>
              {note.text}{' '}
              {lane !== 'opportunity' ? null : person ? <Face person={person} size="s" /> : <Seat size="s" />}{' '}
              {note.id ? <TalkButton talk={talk} kind="note" id={note.id} name={note.text} /> : null}
            </p>
          );
        }
        return (
          <div
            key={note.id}
            className={styles.note}
            data-item={`note:${note.id}`}
            data-held={mover.held === `note:${note.id}` || undefined}
          >
            <Handle
              item={{ kind: 'note', phase: at, lane, index }}
              id={`note:${note.id}`}
              name={note.text}
              mover={mover}
            />
            <InlineText
              lines
              label={words.noteText(words.lanes[lane], phase.name)}
              value={note.text}
              editor={editor}
              save={(text, options) =>
                text
                  ? change(words.saved.noteChanged, index, (one) => Object.assign(one, { text }), options)
                  : remove(index, options)
              }
            />
            <ActionIcon
              size={24}
              variant="subtle"
              aria-label={words.remove(note.text)}
              onClick={() => remove(index)}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
            {owned ? (
              <NativeSelect
                size="xs"
                aria-label={words.who}
                value={note.owner ?? ''}
                data={[
                  { value: '', label: `${words.who}?` },
                  ...(data?.items ?? []).map((one) => ({ value: one.email, label: one.name })),
                ]}
                onChange={(event) => {
                  const owner = event.currentTarget.value || null;
                  change(words.saved.noteChanged, index, (one) => Object.assign(one, { owner }));
                }}
              />
            ) : null}
          </div>
        );
      })}
      {editor ? (
        <AddHere
          label={words.addNote(words.lanes[lane], phase.name)}
          hint={words.add}
          add={(text) =>
            editor.edit(words.saved.noteChanged, (draft) =>
              draft.phases[at]?.notes.push({ lane, text, owner: null }),
            )
          }
        />
      ) : null}
    </td>
  );
}
