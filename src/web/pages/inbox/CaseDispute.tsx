import { Button } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import styles from './Case.module.css';
import { CounterForm } from './CounterForm.tsx';
import type { Case } from './cases.ts';
import { useDisputeWords } from './dispute.messages.ts';
import { type Dispute, useDispute } from './disputes.ts';
import { useCaseVerb } from './useCaseVerb.ts';

/** Whose this customer is, while that is disputed: who says what, who is asked now, and the answers that are mine to give. */
export function CaseDispute({ case: one }: { case: Case }) {
  const words = useDisputeWords();
  const dispute = useDispute(one.id);
  const [countering, counter] = useState(false);
  const accept = useCaseVerb<{ answer: 'accepted' }>(one.id, 'dispute/answer', { said: words.accepted });
  const withdraw = useCaseVerb<{ answer: 'withdrawn' }>(one.id, 'dispute/answer', { said: words.withdrawn });
  if (!dispute || dispute.endedAt) return null;
  const { may } = dispute;
  return (
    <section className={styles.offer} aria-label={words.disputed}>
      <Face person={one.owner} decorative />
      <div className={styles.offerWords}>
        <b>{words.disputed}</b>
        <DisputeCourse dispute={dispute} />
        {countering ? <CounterForm case={one} dispute={dispute} done={() => counter(false)} /> : null}
      </div>
      {countering ? null : (
        <div className="row" style={{ flexWrap: 'wrap' }}>
          {may.answer ? (
            <>
              <Button
                variant="filled"
                onClick={() => accept.mutate({ answer: 'accepted' })}
                loading={accept.isPending}
              >
                {words.accept}
              </Button>
              <Button onClick={() => counter(true)}>{words.counter}</Button>
            </>
          ) : null}
          {may.rule ? (
            <Button variant="filled" component={Go} to={`/ownership/disputes?dispute=${dispute.id}`}>
              {words.rule}
            </Button>
          ) : null}
          {may.withdraw ? (
            <Button onClick={() => withdraw.mutate({ answer: 'withdrawn' })} loading={withdraw.isPending}>
              {words.withdraw}
            </Button>
          ) : null}
        </div>
      )}
    </section>
  );
}

/** Who said what until now, one sentence each, and who has the customer meanwhile. */
export function DisputeCourse({ dispute }: { dispute: Dispute }) {
  const words = useDisputeWords();
  const format = useFormat();
  const name = (person: { name: string } | null, department: string | null) =>
    person?.name ?? department ?? words.somebody;
  const owner = dispute.case.owner?.name;
  return (
    <div>
      <div>
        {words.saysIt(name(dispute.by, dispute.byDepartment))}{' '}
        <span className="quote">
          <q>{dispute.reason}</q>
        </span>
      </div>
      {dispute.nominations.map((one) => {
        const who = name(one.person, one.department);
        return (
          <div key={one.at + who}>
            {one.answer === null ? words.asked(who, format.moment(one.answerBy)) : null}
            {one.answer === 'declined' ? words.declined(who) : null}
            {one.answer === 'lapsed' ? words.lapsed(who) : null}
            {one.answer === 'declined' && one.answerReason ? (
              <span className="quote">
                {' '}
                <q>{one.answerReason}</q>
              </span>
            ) : null}
          </div>
        );
      })}
      {dispute.arbiter && !dispute.endedAt ? (
        <div>{words.withArbiter(dispute.arbiter.people.map((one) => one.name).join(', '))}</div>
      ) : null}
      {dispute.ruling ? (
        <div>
          {words.ruled(dispute.ruling.owner?.name ?? words.somebody)}{' '}
          <span className="quote">
            <q>{dispute.ruling.reason}</q>
          </span>
        </div>
      ) : null}
      {dispute.endedAt || !dispute.case.open ? null : (
        <div className="tiny muted">{owner ? words.meanwhile(owner) : words.meanwhileHidden}</div>
      )}
    </div>
  );
}
