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
import type { JourneySeats } from '../ownership/ownership.ts';
import { useAtlasWords } from './atlas.messages.ts';
import { worstPhase } from './atlas.ts';
import styles from './JourneyCard.module.css';
import { useJourneyWords } from './messages.ts';
import type { AtlasJourney } from './useAtlas.ts';
import { behind, type Metric } from './useScores.ts';

interface Props {
  journey: AtlasJourney;
  /** 0: by itself; 1 and more: under its whole. */
  depth: number;
  parts: number;
  whole: AtlasJourney | undefined;
  volume: { n: number; failed: number };
  seats: JourneySeats | undefined;
  score: Reading | undefined;
  phaseScores: Map<string, Reading>;
  metric: Metric | undefined;
  period: Period;
}

/** One journey of the atlas: name, score, faces, and its phases as a strip in their tones. */
export function JourneyCard(props: Props) {
  const { journey, depth, parts, whole, volume, seats, score, phaseScores, metric, period } = props;
  const words = useJourneyWords();
  const atlas = useAtlasWords();
  const format = useFormat();
  const figure = useFigure(metric);
  const empty = seats?.empty ?? 0;
  const worst = worstPhase(journey, phaseScores, metric);
  const href = `/journeys/${journey.key}`;
  return (
    <Card className={depth > 0 ? styles.part : undefined}>
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
              whole ? atlas.partOf(whole.name) : '',
              parts > 0 ? atlas.parts(parts) : '',
              score?.n ? words.answers(format.number(score.n)) : '',
              volume.n > 0 ? atlas.traffic(format.number(volume.n)) : '',
              volume.failed > 0 ? atlas.failed(format.percent(volume.failed / volume.n, 1)) : '',
              worst ? atlas.worst(worst.name) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {journey.warnings.map((warning) => (
          <Hint key={warning} text={words.warningHints[warning]}>
            <span>
              <Chip tone="pass" to={href}>
                {words.warnings[warning]}
              </Chip>
            </span>
          </Hint>
        ))}
        {journey.openComments > 0 ? (
          <Chip to={`${href}?talk=all:`}>{atlas.comments(journey.openComments)}</Chip>
        ) : null}
        {empty > 0 ? (
          <Chip tone="bad" to={`/ownership?journey=${journey.key}&show=gaps`}>
            {words.emptySeats(empty)}
          </Chip>
        ) : seats && seats.touchpoints > 0 ? (
          <span className="tiny muted">{words.allSeats}</span>
        ) : null}
        {seats && seats.people.length > 0 ? <Faces people={seats.people} max={6} /> : null}
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
