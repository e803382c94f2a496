import { Button, Kbd } from '@mantine/core';
import { useEffect } from 'react';
import { useMay, useMe } from '../../api/me.ts';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Case.module.css';
import { CloseForm } from './CloseForm.tsx';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { useClockWords } from './clocks.messages.ts';
import { ActionForm } from './desk/ActionForm.tsx';
import { NoteForm } from './desk/NoteForm.tsx';
import { useDispute } from './disputes.ts';
import { HandOverForm } from './HandOverForm.tsx';
import { keyPressed } from './keys.ts';
import { NotMineForm } from './NotMineForm.tsx';
import { PauseForm } from './PauseForm.tsx';
import { TextForm } from './TextForm.tsx';
import { useCaseVerb } from './useCaseVerb.ts';
import { WriteForm } from './WriteForm.tsx';

type Desk = 'write' | 'act' | 'note' | 'hand' | 'pause' | 'dispute' | 'close' | 'reopen';
const letters: Record<string, Desk> = {
  r: 'write',
  a: 'act',
  n: 'note',
  h: 'hand',
  p: 'pause',
  m: 'dispute',
  e: 'close',
};

/** What can be done now; one thing at a time, and it stands in the address (`?do=write`). */
export function CaseDesk({ case: one }: { case: Case }) {
  const words = useCaseWords();
  const clock = useClockWords();
  const me = useMe();
  const may = useMay('case:work');
  const [url, setUrl] = useUrl();
  const open = one.state === 'open';
  const owned = one.owner.id === me.person.id;
  const mine = owned || one.acting?.person.id === me.person.id;
  const stepIn = useCaseVerb<object>(one.id, 'step-in', { said: words.steppedIn, undo: ['hand-back', {}] });
  const disputed = useDispute(one.id)?.endedAt === null;
  const mayDispute = open && mine && !one.offer && !disputed;
  const desk = url.do as Desk | undefined;
  const sit = (next: Desk | undefined) => setUrl({ do: next, insert: undefined });

  useEffect(() => {
    if (!may) return;
    const press = (event: KeyboardEvent) => {
      const key = keyPressed(event);
      if (key === 'Escape') return setUrl({ do: undefined });
      if (key === 's' && open && !mine) return stepIn.mutate({});
      const next = key ? letters[key] : undefined;
      if (!next || ((next === 'hand' || next === 'pause') && !open) || (next === 'dispute' && !mayDispute))
        return;
      event.preventDefault();
      setUrl({ do: next === 'close' && !open ? 'reopen' : next });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [may, open, mine, mayDispute, setUrl, stepIn.mutate]);

  if (!may) return null;
  const done = () => sit(undefined);
  const button = (name: Desk, label: string, letter: string, filled = false) => (
    <Button
      variant={filled && !desk && !one.offer ? 'filled' : desk === name ? 'light' : 'default'}
      aria-expanded={desk === name}
      aria-keyshortcuts={letter}
      onClick={() => sit(desk === name ? undefined : name)}
      rightSection={
        <Kbd size="xs" className={styles.kbd} aria-hidden>
          {letter}
        </Kbd>
      }
    >
      {label}
    </Button>
  );
  return (
    <section aria-label={words.actions} className={styles.desk}>
      <div className={styles.buttons}>
        {button('write', words.write, 'r', open && !one.told)}
        {button('act', words.act, 'a')}
        {button('note', words.note, 'n')}
        {open && !disputed ? button('hand', words.hand, 'h') : null}
        {open && !one.pause ? button('pause', clock.pause, 'p') : null}
        {mayDispute ? button('dispute', words.notMine, 'm') : null}
        {open ? button('close', words.close, 'e', one.told) : button('reopen', words.reopen, 'e')}
      </div>
      {desk === 'write' ? <WriteForm case={one} done={done} /> : null}
      {desk === 'act' ? <ActionForm caseId={one.id} done={done} /> : null}
      {desk === 'note' ? <NoteForm caseId={one.id} done={done} /> : null}
      {desk === 'hand' && open ? <HandOverForm case={one} done={done} /> : null}
      {desk === 'pause' && open && !one.pause ? <PauseForm case={one} done={done} /> : null}
      {desk === 'dispute' && mayDispute ? <NotMineForm case={one} done={done} /> : null}
      {desk === 'close' && open ? <CloseForm case={one} done={done} /> : null}
      {desk === 'reopen' && !open ? (
        <TextForm
          caseId={one.id}
          path="reopening"
          field="reason"
          label={words.reopenLabel}
          said={words.reopened}
          act={words.reopen}
          done={done}
        />
      ) : null}
    </section>
  );
}
