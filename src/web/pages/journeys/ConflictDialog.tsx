import { Button } from '@mantine/core';
import { Dialog } from '../../parts/Panel.tsx';
import styles from './Changes.module.css';
import { Changes } from './Changes.tsx';
import { useEditWords } from './edit.messages.ts';
import type { Conflict } from './useEdit.ts';

/** Two people edited one map: both edits side by side, and what may become of them. Closing drops nothing by accident. */
export function ConflictDialog({ conflict }: { conflict: Conflict }) {
  const words = useEditWords();
  const { clashes, settle } = conflict;
  const said = (value: unknown) =>
    value === null || value === undefined || value === '' ? words.nothing : String(value);
  return (
    <Dialog open close={() => settle('drop')} title={words.conflictTitle(conflict.changedBy)} size="lg">
      <p>{words.conflictText}</p>
      <div className={styles.columns}>
        <section>
          <h3>{words.theyDid(conflict.changedBy)}</h3>
          <Changes changes={conflict.theirs} />
        </section>
        <section>
          <h3>{words.youDid}</h3>
          <Changes changes={conflict.mine} />
        </section>
      </div>
      {clashes.map((clash) => (
        <p key={`${clash.name} ${clash.field}`} role="note">
          {words.clash(
            clash.name,
            words.fields[clash.field] ?? clash.field,
            said(clash.mine),
            said(clash.theirs),
          )}
        </p>
      ))}
      <div className={styles.buttons}>
        {clashes.length === 0 ? (
          <Button variant="filled" data-autofocus onClick={() => settle('both')}>
            {words.both}
          </Button>
        ) : (
          <>
            <Button variant="filled" data-autofocus onClick={() => settle('mine')}>
              {words.bothMine}
            </Button>
            <Button onClick={() => settle('theirs')}>{words.bothTheirs}</Button>
          </>
        )}
        <Button onClick={() => settle('drop')}>{words.drop}</Button>
      </div>
    </Dialog>
  );
}
