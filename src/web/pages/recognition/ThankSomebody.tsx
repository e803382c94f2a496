import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { PersonSelect } from '../../parts/PersonSelect.tsx';
import { useThanksWords } from './messages.ts';
import styles from './Recognition.module.css';
import { touchedByThanks } from './recognition.ts';

interface Props {
  close: () => void;
  /** About this case. */
  caseId?: string;
  to?: string;
}

/** Thanks to any colleague, about a case or not. */
export function ThankSomebody({ close, caseId, to }: Props) {
  const words = useThanksWords();
  const me = useMe();
  const [who, setWho] = useState<{ id: string | null; name: string }>({ id: to ?? null, name: '' });
  const [text, setText] = useState('');
  const thank = useChange({
    call: () => api.post('/recognition', { to: who.id, words: text, caseId: caseId ?? null }),
    touches: touchedByThanks,
    said: words.said(who.name || words.colleague),
    after: close,
    quiet: true,
  });
  return (
    <Dialog open close={close} title={words.somebody} size="sm">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          thank.mutate();
        }}
      >
        <PersonSelect
          label={words.colleague}
          value={who.id}
          onChange={(id, name) => setWho({ id, name })}
          except={[me.person.id]}
          error={thank.error?.field('to')}
          autoFocus={!to}
        />
        <Textarea
          label={words.what}
          value={text}
          autosize
          minRows={2}
          onChange={(event) => setText(event.currentTarget.value)}
          error={thank.error && (thank.error.field('words') ?? thank.error.detail)}
          data-autofocus={to ? true : undefined}
        />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={close}>{words.cancel}</Button>
          <Button
            type="submit"
            variant="filled"
            loading={thank.isPending}
            disabled={!who.id || text.trim().length < 3}
          >
            {words.send}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
