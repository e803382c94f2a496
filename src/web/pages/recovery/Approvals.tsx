import { Card, CardRow } from '../../parts/Card.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { Go } from '../../parts/Go.tsx';
import { Decide } from './Decide.tsx';
import { useRecoveryWords } from './messages.ts';
import { useMinor } from './money.ts';
import { useApprovals } from './recovery.ts';

/** What colleagues ask me to approve, the nearest deadline first. Nothing where nobody asks. */
export function Approvals() {
  const words = useRecoveryWords();
  const minor = useMinor();
  const items = useApprovals().data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={words.approvals}>
      {items.map((one) => (
        <CardRow key={one.id} lead={<Deadline at={one.answerBy} />}>
          <Go to={`/inbox/${one.caseId}`}>{words.asks(one.by.name, minor(one.amount, one.currency))}</Go>
          <div>
            {words.kinds[one.kind]}: {one.reason}
          </div>
          <div className="tiny muted">
            {one.customerName ? `${one.customerName} · ` : ''}
            {one.caseReason}
          </div>
          <Decide redressId={one.id} />
        </CardRow>
      ))}
    </Card>
  );
}
