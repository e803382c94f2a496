import { useFormat } from '../../../i18n/format.ts';
import styles from './Disputes.module.css';
import { type Escalation, useEscalations } from './disputes.ts';
import { useDisputesWords } from './messages.ts';

/** Every rung a matter stood on, who was asked there, and what they answered. */
export function EscalationSteps({ subject, settled }: { subject: string; settled: boolean }) {
  const matter = useEscalations(!settled).data?.items.find((one) => one.subject === subject);
  return matter ? <Steps matter={matter} /> : null;
}

export function Steps({ matter }: { matter: Escalation }) {
  const words = useDisputesWords();
  const format = useFormat();
  return (
    <section>
      <h3>{words.steps}</h3>
      <ol className={styles.steps}>
        {matter.steps.map((step, i) => (
          <li
            key={step.at + step.rung}
            data-now={(!matter.settled && i === matter.steps.length - 1) || undefined}
          >
            <b>{step.people.map((one) => one.name).join(', ')}</b>
            <div className="tiny muted">
              {words.rungs[step.rung]} · {words.why[step.why]} · {format.moment(step.at)}
            </div>
            {step.answer ? (
              <div>
                {step.answer.answer === 'appointed'
                  ? words.answers.appointed(step.answer.by.name, step.answer.to?.name ?? '')
                  : words.answers[step.answer.answer](step.answer.by.name)}{' '}
                <span className="quote">
                  <q>{step.answer.words}</q>
                </span>
              </div>
            ) : i < matter.steps.length - 1 ? (
              <div className="tiny muted">{words.unanswered}</div>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
