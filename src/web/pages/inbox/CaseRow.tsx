import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Chip } from '../../parts/Chip.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { Go } from '../../parts/Go.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { When } from '../../parts/When.tsx';
import { AdvocateMark } from '../stepIn/AdvocateMark.tsx';
import type { Advocate } from '../stepIn/advocates.ts';
import type { CaseLine } from './cases.ts';
import styles from './Inbox.module.css';
import { useInboxWords } from './messages.ts';
import { useReasons } from './reasons.ts';

/** One line of the list: until when, who, where, in their words, with whom. */
export function CaseRow({
  case: one,
  open,
  advocate,
}: {
  case: CaseLine;
  open: boolean;
  advocate?: Advocate | undefined;
}) {
  const words = useInboxWords();
  const { caseReason } = useReasons();
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const told = [
    one.quote ? words.quoted(one.quote) : caseReason(one),
    one.facts > 1 ? words.facts(one.facts) : '',
    one.handovers > 0 ? words.passed(one.handovers) : '',
    one.reopened > 0 ? words.reopened(one.reopened) : '',
  ].filter(Boolean);
  return (
    <li ref={row} className={styles.row} data-open={open ? '' : undefined}>
      <div className={styles.when}>
        {one.state === 'open' ? (
          <Deadline at={one.dueAt} />
        ) : (
          <Chip tone={one.state === 'confirmed' ? 'good' : 'few'}>{words.state[one.state]}</Chip>
        )}
        {one.urgent && one.state === 'open' ? <Chip tone="bad">{words.urgent}</Chip> : null}
      </div>
      <div className={styles.words}>
        <Go
          to={`/inbox/${one.id}${withoutDesk(search)}`}
          className={styles.link}
          aria-current={open ? 'true' : undefined}
        >
          {one.customer.name ?? words.unnamed}
        </Go>
        <span className="muted"> · {one.touchpoint?.name ?? words.notPlaced}</span>
        <div className={`tiny muted ${styles.quote}`}>{told.join(' · ')}</div>
        <div className={styles.marks}>
          {one.told && one.state === 'open' ? <Chip tone="good">{words.told}</Chip> : null}
          {one.offeredTo ? <Chip tone="accent">{words.offeredTo(one.offeredTo.name)}</Chip> : null}
          {one.closedAt ? (
            <span className="tiny dim">
              <When at={one.closedAt} />
            </span>
          ) : null}
        </div>
      </div>
      <span className={styles.faces}>
        <AdvocateMark advocate={advocate} ownerId={one.owner.id} />
        <Owner owner={{ person: one.owner, acting: one.acting }} size="s" />
      </span>
    </li>
  );
}

/** What was being done at one case does not open at the next. */
function withoutDesk(search: string): string {
  const kept = new URLSearchParams(search);
  kept.delete('do');
  const text = kept.toString();
  return text ? `?${text}` : '';
}
