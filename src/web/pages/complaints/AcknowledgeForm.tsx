import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Loaded } from '../../parts/Loaded.tsx';
import styles from './Complaints.module.css';
import { type Complaint, useComplaintVerb } from './complaints.ts';
import { LetterHead } from './LetterHead.tsx';
import { type Channel, type LetterDraft, useLetterDraft, usualChannel } from './letters.ts';
import { useComplaintWords } from './messages.ts';
import { Problem } from './Problem.tsx';

interface Props {
  complaint: Complaint;
  done: () => void;
}

/** “We have it”, with the reference and the day of the answer. */
export function AcknowledgeForm({ complaint, done }: Props) {
  const [language, speak] = useState<'en' | 'de'>();
  const draft = useLetterDraft(complaint, language);
  return (
    <Loaded query={draft}>
      {(data) => <Form key={data.language} complaint={complaint} draft={data} speak={speak} done={done} />}
    </Loaded>
  );
}

function Form({
  complaint,
  draft,
  speak,
  done,
}: Props & { draft: LetterDraft; speak: (to: 'en' | 'de') => void }) {
  const words = useComplaintWords();
  const [channel, choose] = useState<Channel>(() => usualChannel(complaint, draft));
  const [subject, setSubject] = useState(draft.subject);
  const [body, setBody] = useState(draft.body);
  const [reason, setReason] = useState('');
  const send = useComplaintVerb<object>(complaint.id, 'acknowledgement', { said: words.sent, after: done });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(
          channel === 'otherwise'
            ? { channel, reason }
            : { channel, subject, body, language: draft.language },
        );
      }}
    >
      <LetterHead {...{ complaint, draft, channel, choose, speak, subject, setSubject, reason, setReason }} />
      {channel === 'otherwise' ? null : (
        <Textarea
          label={words.body}
          autosize
          minRows={7}
          maxRows={18}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          error={send.error?.field('body')}
        />
      )}
      <Problem problem={send.error} fields={['body']} />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button type="submit" variant="filled" loading={send.isPending}>
          {channel === 'email' ? words.send : words.record}
        </Button>
      </div>
    </form>
  );
}
