import { Button } from '@mantine/core';
import { MentionField } from '../../journeys/MentionField.tsx';
import styles from '../Case.module.css';
import { useCaseWords } from '../case.messages.ts';
import { useCaseVerb } from '../useCaseVerb.ts';
import { Attach } from './Attach.tsx';
import { Kept } from './Kept.tsx';
import { KeptNotice } from './KeptNotice.tsx';
import { type KeptDraft, useKeptDraft } from './useKeptDraft.ts';

interface Props {
  caseId: string;
  done: () => void;
}

/** For colleagues: “@” reaches somebody, files go with it, and what is written is kept while it is written. */
export function NoteForm({ caseId, done }: Props) {
  return (
    <Kept caseId={caseId} kind="note" form={(kept) => <Form caseId={caseId} done={done} kept={kept} />} />
  );
}

function Form({ caseId, done, kept }: Props & { kept: KeptDraft | undefined }) {
  const words = useCaseWords();
  const keeper = useKeptDraft(caseId, 'note', kept);
  const { text = '', mentions = [], files = [] } = keeper.content;
  const save = useCaseVerb<{ text: string; mentions: string[]; files: string[] }>(caseId, 'notes', {
    said: words.noted,
    after: done,
    quiet: true,
  });
  const send = async () => {
    await keeper.settle();
    save.mutate(
      {
        text,
        mentions: mentions.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id),
        files: files.map(({ id }) => id),
      },
      { onError: keeper.goOn },
    );
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void send();
      }}
    >
      <MentionField
        label={words.noteLabel}
        text={text}
        change={(next) => keeper.change({ text: next })}
        mention={({ id, name }) =>
          keeper.change({ mentions: [...mentions.filter((one) => one.id !== id), { id, name }] })
        }
        error={save.error?.field('text') ?? save.error?.detail}
        autoFocus
      />
      <Attach caseId={caseId} files={files} change={(next) => keeper.change({ files: next })} />
      <KeptNotice keeper={keeper} />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button type="submit" variant="filled" loading={save.isPending} disabled={text.trim() === ''}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
