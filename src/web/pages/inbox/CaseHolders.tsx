import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Face } from '../../parts/Face.tsx';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { useReasons } from './reasons.ts';

/** Who held it and how long, the one who has it now first, and why it went where it went. */
export function CaseHolders({ case: one }: { case: Case }) {
  const words = useCaseWords();
  const format = useFormat();
  const { holderReason } = useReasons();
  return one.holdings.map((held) => {
    const time = format.duration(held.seconds);
    return (
      <CardRow key={held.from + held.person.id} lead={<Face person={held.person} decorative />}>
        <b>{held.person.name}</b>
        {held.person.departmentName ? (
          <span className="tiny muted"> · {held.person.departmentName}</span>
        ) : null}
        <div className="tiny muted">
          {holderReason(held)} · {held.until || one.state !== 'open' ? words.held(time) : words.holds(time)}
        </div>
      </CardRow>
    );
  });
}
