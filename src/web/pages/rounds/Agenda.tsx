import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { useOutcomeText } from './Outcomes.tsx';
import styles from './Rounds.module.css';
import { useResultWords } from './result.messages.ts';
import type { Result, ResultPlace, Round } from './rounds.ts';
import { nameOf, needsTalk, questionOf } from './said.ts';

/** What the meeting goes through, the weightiest first, each with a line for what it decides. Made to be printed. */
export function Agenda({ round, result }: { round: Round; result: Result }) {
  const words = useResultWords();
  const shown = result.touchpoints.filter((place) => place.figures);
  const talk = shown.filter(needsTalk);
  const agreed = shown.filter((place) => !needsTalk(place));
  const hidden = result.touchpoints.length - shown.length;
  if (shown.length === 0) {
    return (
      <Card>
        <EmptyState title={words.tooFewTitle} text={words.tooFewText(result.minimum)} />
      </Card>
    );
  }
  return (
    <section aria-label={`${words.agendaTitle}: ${round.name}`}>
      <ol className={styles.agenda}>
        {talk.map((place, i) => (
          <Item key={place.key} number={i + 1} place={place} />
        ))}
      </ol>
      {agreed.length > 0 ? (
        <p>
          <b>{words.agreed}:</b> {agreed.map((place) => place.name).join(', ')}
        </p>
      ) : null}
      {hidden > 0 ? <p className="muted">{words.notShown(hidden)}</p> : null}
    </section>
  );
}

function Item({ number, place }: { number: number; place: ResultPlace }) {
  const words = useResultWords();
  const format = useFormat();
  const text = useOutcomeText();
  const { figures, ledger, outcome } = place;
  if (!figures) return null;
  const answers = [figures.modal, ...figures.further].map(
    ({ answer, share }) => `${nameOf(answer, words)} (${format.percent(share)})`,
  );
  return (
    <li>
      <h2>
        {number}. {place.name}
      </h2>
      <p className="muted" style={{ margin: '2px 0 8px' }}>
        {[place.journeyName, place.phaseName, words.customers(format.number(place.customers))].join(' · ')}
      </p>
      <p className={styles.settle}>{questionOf(place, words)}</p>
      <dl>
        <dt>{words.mostSay}</dt>
        <dd>
          {answers.join(', ')}
          {figures.modal.tied ? `; ${words.tied}` : ''}
        </dd>
        <dt>{words.ledger}</dt>
        <dd>{ledger.accountable?.name ?? words.reasons[ledger.reason ?? 'nobody']}</dd>
        <dt>{words.agreement}</dt>
        <dd>
          {words.agree(format.percent(figures.agreement))}
          {figures.kappa === null ? '' : ` · κ ${format.fixed(figures.kappa)}`} · {words.n(figures.n)} ·{' '}
          {words.clarity(format.fixed(figures.clarity.mean), figures.clarity.n)}
        </dd>
        {figures.departments.length > 1 ? (
          <>
            <dt>{words.differing}</dt>
            <dd>
              {figures.departments
                .map((one) => `${one.name}: ${one.answer ? nameOf(one.answer, words) : words.divided}`)
                .join('; ')}
            </dd>
          </>
        ) : null}
      </dl>
      {outcome ? (
        <p>
          <b>{text(outcome)}</b> {outcome.reason}
        </p>
      ) : (
        <div className={styles.write}>
          <span>{words.decision}</span>
          <span>{words.owner}</span>
          <span>{words.by}</span>
        </div>
      )}
    </li>
  );
}
