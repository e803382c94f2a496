import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { stateTones, useImprovements } from './improvements.ts';
import { useImprovementWords } from './messages.ts';

/** On a case: the improvements it is linked to. */
export function CaseImprovements({ caseId }: { caseId: string }) {
  const words = useImprovementWords();
  const items = useImprovements({ case: caseId }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={words.ofCase}>
      {items.map((one) => (
        <CardRow
          key={one.id}
          lead={<Face person={one.owner} />}
          action={<Chip tone={stateTones[one.state]}>{words.states[one.state]}</Chip>}
        >
          <Go to={`/improvements/${one.id}`}>{one.title}</Go>
        </CardRow>
      ))}
    </Card>
  );
}
