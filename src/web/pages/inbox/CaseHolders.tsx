import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Face } from '../../parts/Face.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { useReasons } from './reasons.ts';

/** Who held it and how long, the one who has it now first, and why it went where it went. */
export function CaseHolders({ case: one }: { case: Case }) {
  const words = useCaseWords();
  const format = useFormat();
  const { holderReason } = useReasons();
  return one.holdings.map((held, i) => {
    return (
      <CardRow
        key={held.from + held.person.id}
        lead={
          i === 0 && one.acting ? (
            <Owner owner={{ person: held.person, acting: one.acting }} />
          ) : (
            <Face person={held.person} decorative />
          )
        }
      >
        <b>{held.person.name}</b>
        {held.person.departmentName ? (
          <span className="tiny muted"> · {held.person.departmentName}</span>
        ) : null}
        {i === 0 && one.acting ? (
          <div className="tiny">{words.standsIn(one.acting.person.name, format.date(one.acting.until))}</div>
        ) : null}
        <div className="tiny muted">
          {holderReason(held)} · {words.since(format.moment(held.from))}
        </div>
      </CardRow>
    );
  });
}
