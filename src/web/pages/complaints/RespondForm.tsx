import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Parts } from '../../../close/complaints/complaint.ts';
import { partNames } from '../../../close/complaints/names.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useSkipping } from './ComplaintForms.tsx';
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

/** The final response in its four parts; refused by the server while one is missing. */
export function RespondForm({ complaint, done }: Props) {
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
  const [subject, setSubject] = useState(draft.responseSubject);
  const [parts, setParts] = useState<Parts>(draft.parts);
  const [reason, setReason] = useState('');
  const skip = useSkipping(complaint, 'answered');
  const send = useComplaintVerb<object>(complaint.id, 'response', { said: words.responded, after: done });
  const respond = (close: boolean) =>
    send.mutate({
      ...(channel === 'otherwise' ? { channel, reason } : { channel, subject, language: draft.language }),
      parts,
      close,
      ...skip.given,
    });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        respond(false);
      }}
    >
      <LetterHead {...{ complaint, draft, channel, choose, speak, subject, setSubject, reason, setReason }} />
      <p className="tiny muted">{words.partsHint}</p>
      {partNames.map((name) => (
        <Textarea
          key={name}
          label={words.parts[name]}
          autosize
          minRows={2}
          maxRows={12}
          value={parts[name]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setParts((before) => ({ ...before, [name]: value }));
          }}
          error={send.error?.field(`parts.${name}`)}
        />
      ))}
      {skip.field}
      <Problem problem={send.error} />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={send.isPending}>
          {words.respond}
        </Button>
        <Button variant="filled" onClick={() => respond(true)} loading={send.isPending}>
          {words.respondClose}
        </Button>
      </div>
    </form>
  );
}
