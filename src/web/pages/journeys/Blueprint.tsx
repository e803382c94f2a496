import { useApi } from '../../api/useApi.ts';
import { messages } from '../../i18n/messages.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useParam } from '../../parts/useUrl.ts';
import { useChart } from '../ownership/ownership.ts';
import { Gap } from './Gap.tsx';
import styles from './Journey.module.css';
import { JourneyMenu } from './JourneyMenu.tsx';
import { JourneyTop } from './JourneyTop.tsx';
import type { Journey, Lane } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { useScores } from './useScores.ts';

const useWords = messages({
  en: {
    sentence: 'What the customer sees, what stands behind it, and the lines between.',
    interaction: 'Line of interaction',
    visibility: 'Line of visibility',
    inside: 'Line of internal interaction',
    nothing: 'nothing drawn',
    emptyTitle: 'The blueprint follows from the map',
    emptyText: 'Add phases and notes in the lanes evidence, front stage, back stage and systems.',
    openMap: 'Open the map',
  },
  de: {
    sentence: 'Was der Kunde sieht, was dahinter steht, und die Linien dazwischen.',
    interaction: 'Linie der Interaktion',
    visibility: 'Linie der Sichtbarkeit',
    inside: 'Linie der internen Interaktion',
    nothing: 'nichts gezeichnet',
    emptyTitle: 'Der Blueprint folgt aus der Karte',
    emptyText:
      'Ergänzen Sie Phasen und Notizen in den Reihen Sichtbares, vor und hinter der Bühne und Systeme.',
    openMap: 'Karte öffnen',
  },
});

/** The service blueprint, from the top down: what is touched, done, shown, done unseen, and what carries it. */
export function Blueprint() {
  const words = useWords();
  const journeys = useJourneyWords();
  const key = useParam('key');
  const [period] = usePeriod();
  const query = useApi<Journey>(['journeys', key], `/journeys/${key}`);
  const owners = useChart(undefined, { journey: key }).data?.journeys.find((one) => one.key === key);
  const touchpoints = useScores('touchpoint', period);
  const seats = new Map(
    owners?.phases.flatMap((phase) => phase.touchpoints.map((seat) => [seat.key, seat] as const)),
  );
  const journey = query.data;
  const notes = (lane: Lane) => (
    <tr>
      <th className={styles.lane} scope="row">
        {journeys.lanes[lane]}
      </th>
      {journey?.phases.map((phase) => {
        const here = phase.notes.filter((note) => note.lane === lane);
        return (
          <td key={phase.key} className={styles.notes}>
            {here.length === 0 ? <span className="only-heard">{words.nothing}</span> : null}
            {here.map((note) => (
              <p key={note.id}>{note.text}</p>
            ))}
          </td>
        );
      })}
    </tr>
  );
  const line = (name: string) => (
    <tr className={styles.line}>
      <th className={styles.lane} scope="row">
        <span className="only-heard">{name}</span>
      </th>
      <td colSpan={journey?.phases.length}>{name}</td>
    </tr>
  );
  return (
    <>
      <JourneyTop
        journeyKey={key}
        title={journey?.name ?? journeys.title}
        sentence={words.sentence}
        actions={journey ? <JourneyMenu journey={journey} /> : undefined}
      />
      <Loaded query={query}>
        {(data) =>
          data.phases.length === 0 ? (
            <EmptyState
              title={words.emptyTitle}
              text={words.emptyText}
              action={<Go to={`/journeys/${key}?edit=1`}>{words.openMap}</Go>}
            />
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            <section className={styles.scroll} aria-label={journeys.mapOf(data.name)} tabIndex={0}>
              <table
                className={styles.map}
                style={{ '--needs': `${92 + data.phases.length * 156}px` } as React.CSSProperties}
              >
                <thead>
                  <tr>
                    <th className={styles.lane} scope="col">
                      {journeys.phase}
                    </th>
                    {data.phases.map((phase) => (
                      <th key={phase.key} scope="col">
                        {phase.name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {notes('evidence')}
                  {notes('does')}
                  {line(words.interaction)}
                  <tr>
                    <th className={styles.lane} scope="row">
                      {journeys.touchpoints}
                    </th>
                    {data.phases.map((phase) => (
                      <td key={phase.key}>
                        {phase.touchpoints.map((touchpoint) => (
                          <div
                            key={touchpoint.key}
                            className={styles.card}
                            data-moment={touchpoint.momentOfTruth || undefined}
                          >
                            <Go to={`/journeys/${key}?touchpoint=${touchpoint.key}`} className={styles.name}>
                              {touchpoint.name}
                            </Go>
                            <span className={styles.figures}>
                              <span className="tiny muted">{touchpoint.channel}</span>
                              <Owner owner={seats.get(touchpoint.key)} />
                            </span>
                            <span className={styles.judged}>
                              <Gap
                                quiet
                                name={touchpoint.name}
                                reading={touchpoints.scores.get(touchpoint.key)}
                                expected={touchpoint.expectation}
                                metric={touchpoints.metric}
                              />
                            </span>
                          </div>
                        ))}
                      </td>
                    ))}
                  </tr>
                  {notes('front_stage')}
                  {line(words.visibility)}
                  {notes('back_stage')}
                  {line(words.inside)}
                  {notes('systems')}
                </tbody>
              </table>
            </section>
          )
        }
      </Loaded>
    </>
  );
}
