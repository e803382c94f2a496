import { Button } from '@mantine/core';
import { When } from '../../../parts/When.tsx';
import styles from './Desk.module.css';
import { useDeskWords } from './desk.messages.ts';
import type { Keeper } from './useKeptDraft.ts';

/** That it is kept, and what to do where two devices wrote different things. */
export function KeptNotice({ keeper }: { keeper: Keeper }) {
  const words = useDeskWords();
  const { theirs, setAside, keptAt } = keeper;
  if (theirs)
    return (
      <div role="alert" className={styles.conflict}>
        <b>{words.elsewhere}</b>
        <blockquote>{theirs.content.text || words.nothing}</blockquote>
        <div className={styles.choices}>
          <Button size="compact-sm" onClick={keeper.takeTheirs}>
            {words.takeTheirs}
          </Button>
          <Button size="compact-sm" variant="filled" onClick={keeper.keepMine}>
            {words.keepMine}
          </Button>
        </div>
      </div>
    );
  if (!keptAt && !setAside) return null;
  return (
    <p className={`tiny dim ${styles.kept}`}>
      {keptAt ? (
        <span>
          {words.kept} <When at={keptAt} />
        </span>
      ) : null}
      {setAside?.text ? (
        <Button variant="subtle" size="compact-sm" onClick={keeper.swap}>
          {words.swap}
        </Button>
      ) : null}
    </p>
  );
}
