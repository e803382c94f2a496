import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import { Face } from '../../parts/Face.tsx';
import { Hint } from '../../parts/Hint.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { Meter } from './Meter.tsx';
import { useOutcomeText } from './Outcomes.tsx';
import styles from './Rounds.module.css';
import { useResultWords } from './result.messages.ts';
import type { ResultPlace } from './rounds.ts';
import { nameOf, needsTalk, toneOf } from './said.ts';

interface Props {
  place: ResultPlace;
  minimum: number;
  look: () => void;
}

/** One touchpoint of the result: how far people agree, what most say beside what the ledger says, and what is wrong. */
export function PlaceRow({ place, minimum, look }: Props) {
  const words = useResultWords();
  const format = useFormat();
  const { figures, ledger, outcome } = place;
  const most = figures?.modal.answer;
  const settled = outcome !== null && outcome.kind !== 'postponed';
  const text = useOutcomeText();
  const act = useMay('ownership:write') && !settled && needsTalk(place) ? words.decide : words.look;
  return (
    <div className={styles.item}>
      <div>
        <h3>
          <button type="button" onClick={look}>
            {place.name}
          </button>
        </h3>
        <div className="tiny muted">
          {[place.journeyName, words.customers(format.number(place.customers))].join(' · ')}
        </div>
        {outcome ? <div className="tiny">{text(outcome)}</div> : null}
        <div className={styles.chips}>
          {outcome ? (
            <Chip tone={outcome.kind === 'postponed' ? 'pass' : 'good'}>{words.outcomes[outcome.kind]}</Chip>
          ) : null}
          {place.findings.map((finding) => (
            <Chip key={finding} tone={settled ? 'few' : finding === 'unclear' ? 'pass' : 'bad'}>
              {words.findings[finding]}
            </Chip>
          ))}
          <Change place={place} />
        </div>
      </div>
      {figures && most ? (
        <div>
          <Hint text={`${words.agreeHint} · ${words.n(figures.n)}`}>
            <span>
              <Meter
                share={figures.agreement}
                tone={toneOf(figures.agreement)}
                label={words.agree(format.percent(figures.agreement))}
              />
            </span>
          </Hint>
          <div className={`tiny ${styles.says}`}>
            {most.person ? <Face person={most.person} size="s" decorative /> : null}
            <span>
              {words.sayMost(nameOf(most, words), format.percent(figures.modal.share))}
              {figures.modal.tied ? `; ${words.tied}` : ''}
            </span>
          </div>
          <div className={`tiny muted ${styles.says}`}>
            <Owner owner={{ person: ledger.accountable, reason: ledger.reason }} size="s" />
            <span>
              {words.ledger}: {ledger.accountable?.name ?? words.reasons[ledger.reason ?? 'nobody']}
            </span>
          </div>
        </div>
      ) : (
        <span className="muted tiny">{words.tooFew(minimum)}</span>
      )}
      <Button onClick={look} aria-label={`${act}: ${place.name}`}>
        {act}
      </Button>
    </div>
  );
}

/** Against the last round about the same touchpoint. Among twenty people one who changes their mind moves nine points: that is no change. */
function Change({ place }: { place: ResultPlace }) {
  const words = useResultWords();
  const format = useFormat();
  if (!place.figures || !place.before) return null;
  const change = Math.round(100 * (place.figures.agreement - place.before.agreement));
  if (Math.abs(change) < 15) return <Chip>{words.same}</Chip>;
  const points = format.number(Math.abs(change));
  return (
    <Chip tone={change > 0 ? 'good' : 'bad'}>{change > 0 ? words.better(points) : words.worse(points)}</Chip>
  );
}
