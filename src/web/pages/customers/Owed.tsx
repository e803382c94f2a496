import { Card, CardRow } from '../../parts/Card.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import type { OwedCase } from './customers.ts';
import { useCustomersWords } from './messages.ts';

/** The open cases, each with its deadline and the person who has it. */
export function Owed({ cases }: { cases: OwedCase[] }) {
  const words = useCustomersWords();
  return (
    <Card title={words.owed}>
      {cases.length === 0 ? <p className="muted tiny">{words.owedNothing}</p> : null}
      {cases.map((one) => (
        <CardRow key={one.id} lead={<Deadline at={one.dueAt} />} action={<Face person={one.owner} />}>
          <Go to={`/inbox/${one.id}`}>{words.case(one.number)}</Go>
          <div className="tiny muted">{one.reason}</div>
        </CardRow>
      ))}
    </Card>
  );
}
