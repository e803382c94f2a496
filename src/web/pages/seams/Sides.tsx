import { Face } from '../../parts/Face.tsx';
import { Seat } from '../../parts/Seat.tsx';
import { useSeamWords } from './messages.ts';
import styles from './Seams.module.css';
import type { Party } from './seams.ts';

/** Who answers for each side: a face, or the empty seat with the reason. */
export function Sides({ groups, parties }: { groups: [string, string]; parties: Party[] }) {
  const words = useSeamWords();
  return (
    <span className={styles.faces}>
      {groups.map((group) => {
        const party = parties.find((one) => one.group === group);
        return party?.person ? (
          <Face key={group} person={party.person} size="s" />
        ) : (
          <Seat key={group} size="s" reason={words.nobody[party?.reason ?? 'unmapped'](group)} />
        );
      })}
    </span>
  );
}
