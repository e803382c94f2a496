import { Button } from '@mantine/core';
import { CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { Deadline } from '../../../parts/Deadline.tsx';
import { Face } from '../../../parts/Face.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Seat } from '../../../parts/Seat.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import { When } from '../../../parts/When.tsx';
import { useInboxWords } from '../../inbox/messages.ts';
import type { Dispute } from './disputes.ts';
import { useDisputesWords } from './messages.ts';

const tones = { asked: 'pass', arbiter: 'bad', accepted: 'good', ruled: 'good', withdrawn: 'few' } as const;

/** One dispute: the customer, who says whose it is, who has them meanwhile, and what waits for whom. */
export function DisputeRow({ dispute }: { dispute: Dispute }) {
  const words = useDisputesWords();
  const inbox = useInboxWords();
  const [, setUrl] = useUrl();
  const { may, arbiter, ruling } = dispute;
  const last = dispute.nominations.at(-1);
  const by = dispute.by?.name ?? dispute.byDepartment ?? '?';
  const to = last ? (last.person?.name ?? last.department ?? '?') : '?';
  const owner = dispute.case.owner;
  const due = dispute.endedAt ? null : (arbiter?.dueAt ?? (last?.answer === null ? last.answerBy : null));
  return (
    <CardRow
      lead={owner ? <Face person={owner} /> : <Seat />}
      action={
        may.answer ? (
          <Button component={Go} variant="light" to={`/inbox/${dispute.case.id}`}>
            {words.answer}
          </Button>
        ) : (
          <Button
            variant={may.rule ? 'light' : 'default'}
            onClick={() => setUrl({ dispute: dispute.id }, { push: true })}
            aria-label={`${may.rule ? words.rule : words.look}: #${dispute.case.number}`}
          >
            {may.rule ? words.rule : words.look}
          </Button>
        )
      }
    >
      <b>
        {dispute.case.customer.name ?? inbox.unnamed} <span className="dim">#{dispute.case.number}</span>
      </b>
      <div>
        {words.fromTo(by, to)}{' '}
        <span className="quote">
          <q>{dispute.reason}</q>
        </span>
      </div>
      <div className="tiny muted row" style={{ flexWrap: 'wrap', gap: 6 }}>
        <Chip tone={tones[dispute.state]}>{words.states[dispute.state]}</Chip>
        {dispute.touchpoint ? <span>{dispute.touchpoint.name}</span> : null}
        {arbiter && !dispute.endedAt ? (
          <span>{words.rules(arbiter.people.map((one) => one.name).join(', '))}</span>
        ) : null}
        {ruling ? (
          <span>
            {words.causeLine(ruling.causedBy?.name ?? words.nobody, ruling.caughtBy?.name ?? words.nobody)}
          </span>
        ) : null}
        {due ? <Deadline at={due} /> : null}
        <span>
          {dispute.endedAt ? words.endedAt : words.openedAt} <When at={dispute.endedAt ?? dispute.openedAt} />
        </span>
      </div>
    </CardRow>
  );
}
