import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Faces } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Hint } from '../../parts/Hint.tsx';
import type { Period } from '../../parts/period.ts';
import { type Reading, toneOf } from '../../parts/reading.ts';
import { Mark, Score } from '../../parts/Score.tsx';
import { useFigure } from '../../parts/useFigure.ts';
import type { ChartJourney } from '../ownership/ownership.ts';
import styles from './JourneyCard.module.css';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { behind, type Metric } from './useScores.ts';

interface Props {
  journey: Journey;
  owners: ChartJourney | undefined;
  score: Reading | undefined;
  phaseScores: Map<string, Reading>;
  metric: Metric | undefined;
  period: Period;
}

/** One journey of the atlas: name, score, faces, and its phases as a strip in their tones. */
export function JourneyCard({ journey, owners, score, phaseScores, metric, period }: Props) {
  const words = useJourneyWords();
  const format = useFormat();
  const figure = useFigure(metric);
  const seats = owners?.phases.flatMap((phase) => phase.touchpoints) ?? [];
  const empty = seats.filter((seat) => !seat.person).length;
  const people = new Map(
    seats.flatMap((seat) => (seat.person ? [[seat.person.id, seat.person] as const] : [])),
  );
  const href = `/journeys/${journey.key}`;
  return (
    <Card>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2>
            <Go to={href} className={styles.title}>
              {journey.name}
            </Go>
          </h2>
          <p className="tiny muted">
            {[
              journey.description.replace(/\.$/, ''),
              journey.persona,
              score?.n ? words.answers(format.number(score.n)) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {journey.warnings.map((warning) => (
          <Hint key={warning} text={words.warningHints[warning]}>
            <span>
              <Chip tone="pass">{words.warnings[warning]}</Chip>
            </span>
          </Hint>
        ))}
        {empty > 0 ? (
          <Chip tone="bad" to={`/ownership?journey=${journey.key}&show=gaps`}>
            {words.emptySeats(empty)}
          </Chip>
        ) : seats.length > 0 ? (
          <span className="tiny muted">{words.allSeats}</span>
        ) : null}
        {people.size > 0 ? <Faces people={[...people.values()]} max={6} /> : null}
        <Score
          reading={score}
          metric={metric}
          of={journey.name}
          to={behind(metric, { journey: journey.key }, period)}
        />
      </div>
      <ol className={styles.strip} aria-label={words.mapOf(journey.name)}>
        {journey.phases.map((phase) => {
          const reading = phaseScores.get(`${journey.key}/${phase.key}`);
          const tone = reading ? toneOf(reading, metric) : 'few';
          const value = reading && !reading.suppressed ? reading.value : null;
          return (
            <li key={phase.key} data-tone={tone} data-prospect={phase.prospect || undefined}>
              <Go to={`${href}#${phase.key}`}>
                <span>{phase.name}</span>
                <b>
                  <Mark tone={tone} /> {value === null ? '' : figure(value)}
                </b>
              </Go>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
