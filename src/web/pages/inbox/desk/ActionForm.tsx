import { Button, Textarea } from '@mantine/core';
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

/** What was done; the customer will read these words. Files are for colleagues. */
export function ActionForm({ caseId, done }: Props) {
  return (
    <Kept caseId={caseId} kind="action" form={(kept) => <Form caseId={caseId} done={done} kept={kept} />} />
  );
}

function Form({ caseId, done, kept }: Props & { kept: KeptDraft | undefined }) {
  const words = useCaseWords();
  const keeper = useKeptDraft(caseId, 'action', kept);
  const { text = '', files = [] } = keeper.content;
  const save = useCaseVerb<{ text: string; files: string[] }>(caseId, 'actions', {
    said: words.acted,
    after: done,
    quiet: true,
  });
  const send = async () => {
    await keeper.settle();
    save.mutate({ text, files: files.map(({ id }) => id) }, { onError: keeper.goOn });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Textarea
        label={words.actLabel}
        value={text}
        onChange={(event) => keeper.change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void send();
        }}
        autosize
        minRows={3}
        autoFocus
        error={save.error?.field('text') ?? save.error?.detail}
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
