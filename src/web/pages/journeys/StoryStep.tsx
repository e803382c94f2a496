import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import type { FacePerson } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Owner } from '../../parts/Seat.tsx';
import styles from './Story.module.css';
import { useStoryWords } from './story.messages.ts';
import type { Step } from './story.ts';

interface Accountable {
  person: FacePerson | null;
  reason: string | null;
  candidates: FacePerson[];
}

interface Props {
  step: Step;
  before: Step | undefined;
  customer: { id: string; name: string | null };
}

/** One moment: where, when, what happened or was said, and who was accountable on that day, whoever is today. */
export function StoryStep({ step, before, customer }: Props) {
  const words = useStoryWords();
  const format = useFormat();
  const { data: owner } = useApi<Accountable>(
    ['ownership', 'accountable', step.touchpoint.key],
    `/touchpoints/${step.touchpoint.key}/accountable`,
    { query: { at: step.at }, keep: false },
  );
  const gap = before ? (new Date(step.at).getTime() - new Date(before.at).getTime()) / 1000 : 0;
  return (
    <Card>
      <article className={styles.step} aria-live="polite">
        <div>
          <p className="tiny muted">
            {format.moment(step.at)}
            {gap >= 60 ? ` · ${words.later(format.duration(gap))}` : ''}
          </p>
          <h2>
            <Go to={`/journeys/${step.touchpoint.journey}?touchpoint=${step.touchpoint.key}`}>
              {step.touchpoint.name}
            </Go>
          </h2>
          <div className="row" style={{ flexWrap: 'wrap' }}>
            <Chip>{step.title}</Chip>
            {step.elsewhere ? <Chip tone="pass">{words.elsewhere(step.touchpoint.journeyName)}</Chip> : null}
            {step.failed ? <Chip tone="bad">{words.failed}</Chip> : null}
            {step.value !== null ? <b className={styles.value}>{format.number(step.value)}</b> : null}
          </div>
          {step.text ? (
            <blockquote className={styles.words}>
              {step.kind === 'response' ? `“${step.text}”` : step.text}
            </blockquote>
          ) : step.kind === 'response' ? (
            <p className="muted">{words.silent}</p>
          ) : null}
          <p className="tiny">
            <Go to={`/customers/${customer.id}`}>{customer.name ?? words.somebody}</Go>
          </p>
        </div>
        <aside className={styles.owner}>
          <span className="tiny muted">{words.accountable}</span>
          {owner ? (
            <span className="row">
              <Owner owner={owner} size="l" />
              {owner.person?.name ?? words.nobody}
            </span>
          ) : null}
        </aside>
      </article>
    </Card>
  );
}
