import { useMay } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { SidePanel } from '../../parts/Panel.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { DecideForm } from './DecideForm.tsx';
import { Meter } from './Meter.tsx';
import { Outcomes } from './Outcomes.tsx';
import styles from './Rounds.module.css';
import { useResultWords } from './result.messages.ts';
import type { Figures, ResultPlace, Round } from './rounds.ts';
import { nameOf, questionOf } from './said.ts';

interface Props {
  round: Round;
  place: ResultPlace;
  close: () => void;
}

/** Everything a round says about one touchpoint, and the form with which the meeting decides. */
export function PlacePanel({ round, place, close }: Props) {
  const words = useResultWords();
  const format = useFormat();
  const may = useMay('ownership:write');
  const { figures, ledger, mine, before } = place;
  return (
    <SidePanel open close={close} title={place.name} size="lg">
      <div className={styles.panel}>
        {figures ? <p className={styles.settle}>{questionOf(place, words)}</p> : null}
        <h3>{words.ledgerOn}</h3>
        <div className={styles.says}>
          <Owner owner={{ person: ledger.accountable, reason: ledger.reason }} size="s" />
          <span>
            {ledger.accountable?.name ?? words.reasons[ledger.reason ?? 'nobody']}
            {ledger.accountable ? (
              <span className="muted">
                {' '}
                · {ledger.acknowledged ? words.acknowledged : words.notAcknowledged}
              </span>
            ) : null}
          </span>
        </div>
        {figures ? <Numbers figures={figures} /> : null}
        {mine ? (
          <>
            <h3>{words.mine}</h3>
            {words.mineText(
              mine.accountable ? nameOf(mine.accountable, words) : words.kinds.unknown,
              words.ownRoles[mine.ownRole ?? 'none'] ?? '',
            )}
          </>
        ) : null}
        {before ? (
          <>
            <h3>{words.before}</h3>
            {words.beforeText(
              format.percent(before.agreement),
              nameOf(before.modal, words),
              format.percent(before.share),
              format.fixed(before.clarity),
            )}
          </>
        ) : null}
        <Outcomes place={place} />
        {may ? <DecideForm round={round} place={place} /> : null}
      </div>
    </SidePanel>
  );
}

function Numbers({ figures }: { figures: Figures }) {
  const words = useResultWords();
  const format = useFormat();
  const { modal, further, others, departments, hidden, claims, clarity, comments, responsible } = figures;
  return (
    <>
      <h3>
        {words.answers} · {words.n(figures.n)}
      </h3>
      {[modal, ...further].map(({ answer, share }) => (
        <div key={nameOf(answer, words)}>
          {nameOf(answer, words)}
          <Meter share={share} />
        </div>
      ))}
      {others > 0.001 ? (
        <div className="muted">
          {words.others}
          <Meter share={others} />
        </div>
      ) : null}
      {responsible.length > 0 ? (
        <>
          <h3>{words.responsible}</h3>
          {responsible.map(({ answer, share }) => (
            <div key={nameOf(answer, words)}>
              {nameOf(answer, words)}
              <Meter share={share} />
            </div>
          ))}
        </>
      ) : null}
      <h3>{words.claims}</h3>
      <div>{words.claimsA(claims.A)}</div>
      <div>{words.claimsR(claims.R)}</div>
      <div>{words.clarity(format.fixed(clarity.mean), clarity.n)}</div>
      <h3>{words.byDepartment}</h3>
      {departments.map((one) => (
        <div key={one.id} className={styles.line}>
          <span>
            {one.name} <span className="tiny muted">{words.n(one.n)}</span>
          </span>
          <b>{one.answer ? nameOf(one.answer, words) : words.divided}</b>
        </div>
      ))}
      {hidden > 0 ? <p className="tiny muted">{words.hidden(hidden)}</p> : null}
      {comments.length > 0 ? (
        <>
          <h3>{words.comments}</h3>
          {[...new Set(comments)].map((text) => (
            <p key={text} className="quote">
              <q>{text}</q>
            </p>
          ))}
        </>
      ) : null}
    </>
  );
}
