import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { Face } from '../../parts/Face.tsx';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { useDispute } from './disputes.ts';
import { useCaseVerb } from './useCaseVerb.ts';

/** A hand-over that waits for an answer: mine to give, or somebody else's. */
export function CaseOffer({ case: one }: { case: Case }) {
  const words = useCaseWords();
  const format = useFormat();
  const me = useMe();
  const [declining, decline] = useState<string>();
  const accept = useCaseVerb<{ answer: 'accepted' }>(one.id, 'hand-over/answer', { said: words.accepted });
  const refuse = useCaseVerb<{ answer: 'declined'; reason: string }>(one.id, 'hand-over/answer', {
    said: words.declined,
    after: () => decline(undefined),
  });
  const withdraw = useCaseVerb<{ answer: 'withdrawn' }>(one.id, 'hand-over/answer', {
    said: words.kinds.answer.withdrawn(''),
  });
  const disputed = useDispute(one.id)?.endedAt === null;
  const { offer } = one;
  // The dispute says it, with its own answers.
  if (!offer || disputed) return null;
  const mine = offer.to.id === me.person.id;
  const fromMe = offer.from.id === me.person.id;
  return (
    <section className={styles.offer}>
      <Face person={mine ? offer.from : offer.to} decorative />
      <div className={styles.offerWords}>
        <b>{mine ? words.asks(offer.from.name) : words.waits(offer.to.name)}</b>
        <div className="quote">{offer.reason}</div>
        <div className="tiny dim">{words.until(format.moment(offer.answerBy))}</div>
        {declining === undefined ? null : (
          <Textarea
            label={words.declineReason}
            value={declining}
            onChange={(event) => decline(event.currentTarget.value)}
            autosize
            minRows={2}
            mt={8}
            data-autofocus
          />
        )}
      </div>
      <div className="row">
        {mine && declining === undefined ? (
          <>
            <Button
              variant="filled"
              onClick={() => accept.mutate({ answer: 'accepted' })}
              loading={accept.isPending}
            >
              {words.accept}
            </Button>
            <Button onClick={() => decline('')}>{words.decline}</Button>
          </>
        ) : null}
        {mine && declining !== undefined ? (
          <>
            <Button
              onClick={() => refuse.mutate({ answer: 'declined', reason: declining })}
              loading={refuse.isPending}
              disabled={declining.trim().length < 3}
            >
              {words.decline}
            </Button>
            <Button variant="subtle" onClick={() => decline(undefined)}>
              {words.cancel}
            </Button>
          </>
        ) : null}
        {fromMe ? (
          <Button onClick={() => withdraw.mutate({ answer: 'withdrawn' })} loading={withdraw.isPending}>
            {words.withdraw}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
