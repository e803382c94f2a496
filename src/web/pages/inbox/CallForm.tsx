import { Button, NumberInput, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { Attach } from './desk/Attach.tsx';
import { Kept } from './desk/Kept.tsx';
import { KeptNotice } from './desk/KeptNotice.tsx';
import { type KeptDraft, useKeptDraft } from './desk/useKeptDraft.ts';
import { useTellingWords } from './telling.messages.ts';
import { useCaseVerb } from './useCaseVerb.ts';

const outcomes = ['reached', 'voicemail', 'not_reached'] as const;
const answers = ['unasked', 'yes', 'no'] as const;

interface Call {
  channel: 'phone';
  outcome: (typeof outcomes)[number];
  body: string;
  spokeWith?: string;
  at?: string;
  answer?: { helped: boolean; score: number | null };
  close: boolean;
  files: string[];
}

interface Props {
  case: Case;
  done: () => void;
}

/** A call as it went: who was reached, when, what was said, and whether it is right now. */
export function CallForm({ case: one, done }: Props) {
  return <Kept caseId={one.id} kind="told" form={(kept) => <Form case={one} done={done} kept={kept} />} />;
}

function Form({ case: one, done, kept }: Props & { kept: KeptDraft | undefined }) {
  const words = useCaseWords();
  const say = useTellingWords();
  const [outcome, setOutcome] = useState<Call['outcome']>('reached');
  const keeper = useKeptDraft(one.id, 'told', kept);
  const { text: body = '', files = [] } = keeper.content;
  const [spokeWith, setSpokeWith] = useState(one.customer.name ?? '');
  const [at, setAt] = useState('');
  const [answer, setAnswer] = useState<(typeof answers)[number]>('unasked');
  const [score, setScore] = useState<number | null>(null);
  const tell = useCaseVerb<Call>(one.id, 'messages', {
    said: (input) => (input.close ? words.recordedClosed : words.recorded),
    after: done,
    quiet: true,
  });
  const reached = outcome === 'reached';
  const empty = body.trim() === '';
  const record = async (close: boolean) => {
    await keeper.settle();
    const call: Call = {
      channel: 'phone',
      outcome,
      body,
      close,
      files: files.map(({ id }) => id),
      ...(reached && spokeWith.trim() ? { spokeWith } : {}),
      ...(at ? { at: new Date(at).toISOString() } : {}),
      ...(reached && answer !== 'unasked' ? { answer: { helped: answer === 'yes', score } } : {}),
    };
    tell.mutate(call, { onError: keeper.goOn });
  };
  return (
    <>
      <div>
        <SegmentedControl
          aria-label={say.reach}
          data={outcomes.map((value) => ({ value, label: say.outcomes[value] }))}
          value={outcome}
          onChange={(value) => setOutcome(value as Call['outcome'])}
        />
        {reached ? null : <p className="tiny muted">{say.onlyReached}</p>}
      </div>
      <div className={styles.pair}>
        {reached ? (
          <TextInput
            label={say.spokeWith}
            value={spokeWith}
            onChange={(event) => setSpokeWith(event.currentTarget.value)}
          />
        ) : null}
        <TextInput
          type="datetime-local"
          label={say.calledAt}
          value={at}
          placeholder={say.now}
          onChange={(event) => setAt(event.currentTarget.value)}
          error={tell.error?.field('at')}
        />
      </div>
      <Textarea
        label={say.saidOnPhone}
        value={body}
        onChange={(event) => keeper.change({ text: event.currentTarget.value })}
        autosize
        minRows={3}
        autoFocus
        error={tell.error && (tell.error.field('body') ?? tell.error.detail)}
      />
      {reached ? (
        <div className={styles.pair}>
          <div>
            <span className={styles.label} id="call-helped">
              {say.helped}
            </span>
            <SegmentedControl
              aria-labelledby="call-helped"
              data={answers.map((value) => ({ value, label: say.helpedChoices[value] }))}
              value={answer}
              onChange={(value) => setAnswer(value as (typeof answers)[number])}
            />
          </div>
          {answer === 'unasked' ? null : (
            <NumberInput
              label={say.score}
              min={0}
              max={10}
              allowDecimal={false}
              value={score ?? ''}
              onChange={(value) => setScore(typeof value === 'number' ? value : null)}
            />
          )}
        </div>
      ) : null}
      <Attach caseId={one.id} files={files} change={(next) => keeper.change({ files: next })} />
      <KeptNotice keeper={keeper} />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button disabled={empty} loading={tell.isPending} onClick={() => void record(false)}>
          {words.record}
        </Button>
        {one.state === 'open' && reached && answer !== 'no' ? (
          <Button
            variant="filled"
            disabled={empty}
            loading={tell.isPending}
            onClick={() => void record(true)}
          >
            {words.recordClose}
          </Button>
        ) : null}
      </div>
    </>
  );
}
