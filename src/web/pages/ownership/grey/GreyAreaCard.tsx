import { Button } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { useFormat } from '../../../i18n/format.ts';
import { Chip } from '../../../parts/Chip.tsx';
import { Deadline } from '../../../parts/Deadline.tsx';
import { Face } from '../../../parts/Face.tsx';
import { Owner } from '../../../parts/Seat.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import styles from './Grey.module.css';
import { type GreyArea, stateTone, useEvidenceWords } from './grey.ts';
import { useGreyWords } from './messages.ts';

interface Props {
  area: GreyArea;
  currency: string;
  days: number;
  valued: boolean;
}

/** One place or seam: who sits there, what says that it is unclear, whom it concerns, and who clears it up. */
export function GreyAreaCard({ area, currency, days, valued }: Props) {
  const words = useGreyWords();
  const format = useFormat();
  const says = useEvidenceWords();
  const [, setUrl] = useUrl();
  const { clarification, escalation, decision } = area;
  // The history of another system knows tickets, not whose they are.
  const unnamed =
    area.customers === 0 ? area.evidence.find((one) => one.facts.cases !== undefined) : undefined;
  const asked = escalation?.people.map((one) => one.name).join(', ');
  return (
    <li className={styles.item} data-state={area.state}>
      <span className={styles.rank} aria-hidden>
        {area.rank}
      </span>
      {area.seam ? (
        <span className={styles.sides} aria-hidden>
          <IconArrowsLeftRight size={18} stroke={1.6} />
        </span>
      ) : (
        <Owner owner={area.seat} />
      )}
      <div className={styles.words}>
        <h2>{area.name}</h2>
        <div className="tiny muted">
          {area.journey ? `${area.journey.name} · ${area.journey.phase}` : null}
        </div>
        <p>{area.evidence.slice(0, 3).map(says).join(' ')}</p>
        <p className="tiny muted">{words.weights[area.weight]}</p>
        <div className={styles.chips}>
          <Chip tone={stateTone[area.state]}>{words.states[area.state]}</Chip>
          {clarification ? (
            <>
              <Face person={clarification.person} size="s" decorative />
              <span className="tiny">{words.clarifies(clarification.person.name)}</span>
              <Deadline at={clarification.dueAt} />
            </>
          ) : asked ? (
            <span className="tiny">{words.ladder(asked)}</span>
          ) : null}
          {area.state === 'decided' && decision ? (
            <span className="tiny">{words.decidedLine(words.causes[decision.cause])}</span>
          ) : null}
        </div>
      </div>
      <div className={styles.figures}>
        {area.revenue === null ? (
          valued ? null : (
            <span className="tiny muted">{words.worthUnknown}</span>
          )
        ) : (
          <b>{words.worth(format.money(area.revenue, currency))}</b>
        )}
        <span className="tiny muted">
          {unnamed
            ? words.casesIn(Number(unnamed.facts.cases), String(unnamed.facts.log))
            : words.customersIn(area.customers, days)}
        </span>
        <Button
          mt={6}
          size="compact-md"
          onClick={() => setUrl({ area: area.key }, { push: true })}
          aria-label={words.openOf(area.name)}
        >
          {words.look}
        </Button>
      </div>
    </li>
  );
}
