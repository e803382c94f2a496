import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Chip } from '../../parts/Chip.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { useErasedWords } from '../../parts/erased.messages.ts';
import { Go } from '../../parts/Go.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { When } from '../../parts/When.tsx';
import { AdvocateMark } from '../stepIn/AdvocateMark.tsx';
import type { Advocate } from '../stepIn/advocates.ts';
import { useBulkWords } from './bulk.messages.ts';
import type { CaseLine } from './cases.ts';
import styles from './Inbox.module.css';
import { useInboxWords } from './messages.ts';
import { useReasons } from './reasons.ts';
import type { Saved } from './views.ts';

/** One line of the list: until when, who, where, in their words, with whom. */
export function CaseRow({
  case: one,
  open,
  chosen,
  choose,
  shows,
  advocate,
}: {
  case: CaseLine;
  open: boolean;
  chosen: boolean;
  /** With the shift key: everything from the last one on. */
  choose: (range: boolean) => void;
  shows: Saved['shows'];
  advocate?: Advocate | undefined;
}) {
  const bulk = useBulkWords();
  const words = useInboxWords();
  const { caseReason } = useReasons();
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const has = (what: Saved['shows'][number]) => shows.includes(what);
  const erased = useErasedWords();
  const name = one.customer.erased ? erased.customer : (one.customer.name ?? words.unnamed);
  const told = [
    one.quote ? words.quoted(one.quote) : caseReason(one),
    one.facts > 1 ? words.facts(one.facts) : '',
    one.handovers > 0 ? words.passed(one.handovers) : '',
    one.reopened > 0 ? words.reopened(one.reopened) : '',
  ].filter(Boolean);
  return (
    <li ref={row} className={styles.row} data-open={open ? '' : undefined} data-chosen={chosen || undefined}>
      <input
        type="checkbox"
        className={styles.tick}
        aria-label={bulk.select(name)}
        checked={chosen}
        onChange={(event) => choose(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
      />
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
          {name}
        </Go>
        {has('touchpoint') ? (
          <span className="muted"> · {one.touchpoint?.name ?? words.notPlaced}</span>
        ) : null}
        {has('words') ? <div className={`tiny muted ${styles.quote}`}>{told.join(' · ')}</div> : null}
        <div className={styles.marks}>
          {has('marks') && one.told && one.state === 'open' ? <Chip tone="good">{words.told}</Chip> : null}
          {has('marks') && one.offeredTo ? (
            <Chip tone="accent">{words.offeredTo(one.offeredTo.name)}</Chip>
          ) : null}
          {has('tags') ? one.tags.map((tag) => <Chip key={tag.id}>{tag.name}</Chip>) : null}
          {has('opened') ? (
            <span className="tiny dim">
              {words.since} <When at={one.openedAt} />
            </span>
          ) : null}
          {one.closedAt ? (
            <span className="tiny dim">
              <When at={one.closedAt} />
            </span>
          ) : null}
        </div>
      </div>
      {has('owner') ? (
        <span className={styles.faces}>
          <AdvocateMark advocate={advocate} ownerId={one.owner.id} />
          <Owner owner={{ person: one.owner, acting: one.acting }} size="s" />
        </span>
      ) : null}
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
