import { Button, NativeSelect, NumberInput, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { outcomeKeys, severities, stages } from '../../../close/complaints/names.ts';
import { useOrganisation } from '../../api/me.ts';
import styles from './Complaints.module.css';
import { type Complaint, useComplaintVerb, useLists, usePlaces } from './complaints.ts';
import { useComplaintWords } from './messages.ts';
import { Problem } from './Problem.tsx';

interface Props {
  complaint: Complaint;
  done: () => void;
}

interface FrameProps {
  submit: () => void;
  busy: boolean;
  done: () => void;
  children: ReactNode;
}

function Frame({ submit, busy, done, children }: FrameProps) {
  const words = useComplaintWords();
  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      {children}
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button type="submit" variant="filled" loading={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

/** Asked only where a stage would be passed over. */
export function useSkipping(complaint: Complaint, to: (typeof stages)[number]) {
  const words = useComplaintWords();
  const [why, setWhy] = useState('');
  const passes = stages.indexOf(to) - stages.indexOf(complaint.stage) > 1;
  return {
    given: why.trim() ? { skipping: why } : {},
    field: passes ? (
      <TextInput
        label={words.skipping}
        required
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    ) : null,
  };
}

export function AssessForm({ complaint, done }: Props) {
  const words = useComplaintWords();
  const lists = useLists();
  const [severity, setSeverity] = useState<string>(complaint.severity ?? 'medium');
  const [category, setCategory] = useState(complaint.category);
  const [note, setNote] = useState('');
  const skip = useSkipping(complaint, 'assessed');
  const save = useComplaintVerb<object>(complaint.id, 'assessment', { said: words.assessed, after: done });
  return (
    <Frame
      submit={() => save.mutate({ severity, category, ...(note.trim() ? { note } : {}), ...skip.given })}
      busy={save.isPending}
      done={done}
    >
      <div>
        <span id="severity">{words.severity}</span>
        <div>
          <SegmentedControl
            aria-labelledby="severity"
            data={severities.map((value) => ({ value, label: words.severities[value] }))}
            value={severity}
            onChange={setSeverity}
          />
        </div>
      </div>
      <NativeSelect
        label={words.category}
        value={category}
        onChange={(event) => setCategory(event.currentTarget.value)}
        data={lists.categories}
      />
      <Textarea
        label={words.note}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {skip.field}
      <Problem problem={save.error} />
    </Frame>
  );
}

export function InvestigateForm({ complaint, done }: Props) {
  const words = useComplaintWords();
  const lists = useLists();
  const places = usePlaces();
  const [outcome, setOutcome] = useState<string>(complaint.outcome ?? 'upheld');
  const [findings, setFindings] = useState(complaint.findings ?? '');
  const [cause, setCause] = useState(complaint.cause ?? '');
  const [at, setAt] = useState(complaint.causeTouchpoint?.key ?? '');
  const skip = useSkipping(complaint, 'investigated');
  const save = useComplaintVerb<object>(complaint.id, 'investigation', {
    said: words.investigated,
    after: done,
  });
  return (
    <Frame
      submit={() =>
        save.mutate({
          outcome,
          findings,
          cause: cause || lists.causes[0]?.value,
          causeTouchpoint: at || null,
          ...skip.given,
        })
      }
      busy={save.isPending}
      done={done}
    >
      <div>
        <span id="outcome">{words.outcome}</span>
        <div>
          <SegmentedControl
            aria-labelledby="outcome"
            data={outcomeKeys.map((value) => ({ value, label: words.outcomes[value] }))}
            value={outcome}
            onChange={setOutcome}
          />
        </div>
      </div>
      <Textarea
        label={words.findings}
        description={words.findingsHint}
        required
        autosize
        minRows={3}
        maxRows={14}
        value={findings}
        onChange={(event) => setFindings(event.currentTarget.value)}
        error={save.error?.field('findings')}
      />
      <div className={styles.pair}>
        <NativeSelect
          label={words.cause}
          value={cause || lists.causes[0]?.value}
          onChange={(event) => setCause(event.currentTarget.value)}
          data={lists.causes}
        />
        <NativeSelect
          label={words.causeTouchpoint}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
          data={[{ value: '', label: words.nowhere }, ...places]}
        />
      </div>
      {skip.field}
      <Problem problem={save.error} fields={['findings']} />
    </Frame>
  );
}

export function RedressForm({ complaint, done }: Props) {
  const words = useComplaintWords();
  const { currency: usual } = useOrganisation();
  const [what, setWhat] = useState(complaint.redress?.what ?? '');
  const [amount, setAmount] = useState<number | null>(complaint.redress?.amount ?? null);
  const [currency, setCurrency] = useState(complaint.redress?.currency ?? usual);
  const save = useComplaintVerb<object>(complaint.id, 'redress', { said: words.redressed, after: done });
  return (
    <Frame
      submit={() => save.mutate({ what, amount, ...(amount === null ? {} : { currency }) })}
      busy={save.isPending}
      done={done}
    >
      <Textarea
        label={words.redressWhat}
        description={words.redressHint}
        required
        autosize
        minRows={2}
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
        error={save.error?.field('what')}
      />
      <div className={styles.pair}>
        <NumberInput
          label={words.amount}
          min={0}
          decimalScale={2}
          value={amount ?? ''}
          onChange={(value) => setAmount(typeof value === 'number' ? value : null)}
          error={save.error?.field('amount')}
        />
        <TextInput
          label={words.currency}
          value={currency}
          onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
          error={save.error?.field('currency')}
        />
      </div>
      <Problem problem={save.error} fields={['what', 'amount', 'currency']} />
    </Frame>
  );
}

export function ExtendForm({ complaint, done }: Props) {
  const words = useComplaintWords();
  const [reason, setReason] = useState('');
  const save = useComplaintVerb<object>(complaint.id, 'extension', { said: words.extended, after: done });
  return (
    <Frame submit={() => save.mutate({ reason })} busy={save.isPending} done={done}>
      <Textarea
        label={words.extendWhy}
        required
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={save.error?.field('reason')}
      />
      <Problem problem={save.error} fields={['reason']} />
    </Frame>
  );
}

export function EscalateForm({ complaint, done }: Props) {
  const words = useComplaintWords();
  const [body, setBody] = useState('');
  const [reference, setReference] = useState('');
  const save = useComplaintVerb<object>(complaint.id, 'escalations', { said: words.escalated, after: done });
  return (
    <Frame
      submit={() => save.mutate({ body, ...(reference.trim() ? { reference } : {}) })}
      busy={save.isPending}
      done={done}
    >
      <div className={styles.pair}>
        <TextInput
          label={words.outside}
          description={words.outsideHint}
          required
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          error={save.error?.field('body')}
        />
        <TextInput
          label={words.reference}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      </div>
      <Problem problem={save.error} fields={['body']} />
    </Frame>
  );
}
