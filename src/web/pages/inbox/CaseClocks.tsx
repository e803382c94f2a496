import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { Deadline } from '../../parts/Deadline.tsx';
import { Face } from '../../parts/Face.tsx';
import { useNow } from '../../parts/useNow.ts';
import styles from './Clocks.module.css';
import type { Case } from './cases.ts';
import { useClockWords } from './clocks.messages.ts';
import { useCaseVerb } from './useCaseVerb.ts';

/** The three promises in a row: kept, running, or missed; and why the clocks stand still, where they do. */
export function CaseClocks({ case: one }: { case: Case }) {
  const words = useClockWords();
  const format = useFormat();
  const may = useMay('case:work');
  const resume = useCaseVerb<object>(one.id, 'resumption', { said: words.resumed });
  const seen = useCaseVerb<object>(one.id, 'acknowledgement', { said: words.seenSaid });
  const now = useNow();
  const open = one.state === 'open';
  const { pause } = one;
  return (
    <section aria-label={words.title}>
      <ol className={styles.clocks}>
        {one.clocks.map(({ clock, dueAt, metAt }) => {
          const late = metAt === null ? open && !pause && new Date(dueAt) < now : metAt > dueAt;
          return (
            <li key={clock} data-state={late ? 'late' : metAt ? 'kept' : 'running'}>
              <b>{words.clocks[clock]}</b>
              {metAt ? (
                <span className="tiny">{words.kept(late, format.moment(metAt))}</span>
              ) : open && !pause ? (
                <span>
                  <Deadline at={dueAt} />
                </span>
              ) : (
                <span className="tiny">{words.by(format.moment(dueAt))}</span>
              )}
              {clock === 'acknowledge' && !metAt && open && may ? (
                <Button size="compact-xs" onClick={() => seen.mutate({})} loading={seen.isPending}>
                  {words.seen}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ol>
      {pause ? (
        <div className={styles.pause}>
          <Face person={pause.by} size="s" />
          <div className={styles.why}>
            <b>{words.paused(words.waitsFor[pause.waitsFor], format.moment(pause.until))}</b>
            <div className="quote">{pause.reason}</div>
          </div>
          {may && open ? (
            <Button size="compact-sm" onClick={() => resume.mutate({})} loading={resume.isPending}>
              {words.resume}
            </Button>
          ) : null}
        </div>
      ) : null}
      <p className="tiny dim">{words.hours(one.clocks[0]?.calendar ?? null)}</p>
    </section>
  );
}
