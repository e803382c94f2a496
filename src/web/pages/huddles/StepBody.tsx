import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { Go } from '../../parts/Go.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import styles from './Huddles.module.css';
import type { HuddleView, Need, Pattern, Step } from './huddles.ts';
import { useHuddleWords } from './messages.ts';
import { Notes } from './Notes.tsx';

/** What stands on one screen of the huddle. */
export function StepBody({ step, view }: { step: Step; view: HuddleView }) {
  const words = useHuddleWords();
  switch (step) {
    case 'arrived':
      return <Arrived arrived={view.arrived} />;
    case 'repeats':
      return view.repeats.length === 0 ? (
        <p className="muted">{words.noPattern}</p>
      ) : (
        <>
          {view.repeats.map((one, i) => (
            <OnePattern key={`${one.touchpoint?.key} ${one.cause} ${one.word}`} one={one} index={i} />
          ))}
          <p className="tiny muted">{words.patternMethod}</p>
        </>
      );
    case 'need':
      return <Needs needs={view.need} none={words.noNeed} />;
    case 'needed':
      return <Needs needs={view.needed} none={view.team ? words.noNeeded : words.neededByTeam} />;
    case 'thanks':
      return <Thanks thanks={view.thanks} />;
    case 'decisions':
      return view.decisions.length === 0 ? (
        <p className="muted">{words.noDecision}</p>
      ) : (
        <Notes notes={view.decisions} settle />
      );
  }
}

function Arrived({ arrived }: { arrived: HuddleView['arrived'] }) {
  const words = useHuddleWords();
  const format = useFormat();
  const most = Math.max(1, ...arrived.places.map(({ n, before }) => Math.max(n, before)));
  return (
    <>
      <p className={styles.big}>
        {words.arrived(arrived.n, arrived.urgent)}{' '}
        <span className="muted">{words.against(format.number(arrived.before))}</span>
      </p>
      <div className={styles.two}>
        <ul className={styles.places}>
          {arrived.places.map((one) => (
            <li key={one.key ?? ''}>
              <span>{one.name ?? words.unplaced}</span>
              <b className="figures">{format.number(one.n)}</b>
              <span className={styles.bar} aria-hidden>
                <span style={{ width: `${(one.n / most) * 100}%` }} />
                <i style={{ left: `${(one.before / most) * 100}%` }} />
              </span>
              <span className="tiny muted">{words.before(format.number(one.before))}</span>
            </li>
          ))}
        </ul>
        <div>
          {arrived.cases.map((one) => (
            <CardRow key={one.caseId} lead={one.urgent ? <Chip tone="bad">{words.urgent}</Chip> : null}>
              <Go to={`/inbox/${one.caseId}`}>{one.customer ?? `#${one.number}`}</Go>{' '}
              <span className="muted">{one.reason}</span>
              {one.quote ? <div className="quote">“{one.quote}”</div> : null}
            </CardRow>
          ))}
        </div>
      </div>
    </>
  );
}

function OnePattern({ one, index }: { one: Pattern; index: number }) {
  const words = useHuddleWords();
  const format = useFormat();
  const may = useMay('case:work');
  const [, setUrl] = useUrl();
  const name = words.pattern(one.word, one.cause);
  return (
    <CardRow
      lead={<Chip tone={one.grows ? 'bad' : 'few'}>{one.grows ? words.grows : words.repeats}</Chip>}
      action={
        may ? (
          <Button
            size="compact-sm"
            aria-label={words.proposeFor(name)}
            onClick={() => setUrl({ propose: String(index) }, { push: true })}
          >
            {words.propose}
          </Button>
        ) : null
      }
    >
      <b>{name}</b> <span className="muted">{one.touchpoint?.name ?? words.unplaced}</span>
      <div className="tiny muted">
        {words.counted(one.n, format.number(one.before))}
        {one.grows ? ` · ${words.byChance(format.percent(one.chance, one.chance < 0.01 ? 2 : 0))}` : ''}
      </div>
    </CardRow>
  );
}

function Needs({ needs, none }: { needs: Need[]; none: string }) {
  const words = useHuddleWords();
  const format = useFormat();
  if (needs.length === 0) return <p className="muted">{none}</p>;
  return needs.map((one) => (
    <CardRow key={`${one.kind} ${one.id}`} lead={<Deadline at={one.dueAt} />}>
      <Chip>{words.kinds[one.kind]}</Chip> <Go to={one.href}>{one.title}</Go>
      <div className="tiny muted">
        {one.from.length > 0 ? `${format.list(one.from)} → ` : ''}
        {format.list(one.of)} · <When at={one.askedAt} />
      </div>
    </CardRow>
  ));
}

function Thanks({ thanks }: { thanks: HuddleView['thanks'] }) {
  const words = useHuddleWords();
  return (
    <>
      <p className={styles.big}>{words.confirmed(thanks.confirmed, thanks.denied)}</p>
      {thanks.said.map((one) => (
        <CardRow key={`${one.caseId} ${one.at}`} lead={<Chip tone="good">{words.fine}</Chip>}>
          <Go to={`/inbox/${one.caseId}`}>{one.customer ?? `#${one.number}`}</Go>{' '}
          <span className="muted">{one.reason}</span>
          {one.quote ? <div className="quote">“{one.quote}”</div> : null}
        </CardRow>
      ))}
    </>
  );
}
