import { useFormat } from '../i18n/format.ts';
import { Face, type FacePerson } from './Face.tsx';
import { useFaceWords } from './face.messages.ts';
import { Hint } from './Hint.tsx';
import styles from './Seat.module.css';

interface SeatProps {
  /** How many are named: 0 shows "?", 2 shows "2?". */
  count?: number;
  /** Why nobody sits here, as a sentence. */
  reason?: string;
  size?: 's' | 'm' | 'l';
}

/** The unmistakable empty seat: nobody, or not exactly one, is accountable. */
export function Seat({ count = 0, reason, size = 'm' }: SeatProps) {
  const words = useFaceWords();
  const says = reason ?? (count > 1 ? words.several(count) : words.nobody);
  return (
    <Hint text={says}>
      <span className={styles.seat} data-size={size} role="img" aria-label={says}>
        {count > 1 ? `${count}?` : '?'}
      </span>
    </Hint>
  );
}

/** What the server says about who is accountable: a person, or the reason there is none. */
export interface Accountable {
  person: FacePerson | null;
  /** A sentence such as "for Lena Falk until 30 Nov" when the person acts for somebody; or who acts for the person. */
  acting?: string | boolean | { person: FacePerson; until: string } | null;
  reason?: string | null;
  candidates?: FacePerson[];
}

/** The face where somebody is accountable, the empty seat where nobody is. */
export function Owner({ owner, size }: { owner: Accountable | null | undefined; size?: 's' | 'm' | 'l' }) {
  const words = useFaceWords();
  const format = useFormat();
  const { person, acting } = owner ?? {};
  if (person && acting && typeof acting === 'object') {
    return (
      <span className={styles.pair}>
        <Face person={person} size={size} />
        <Face
          person={acting.person}
          size="s"
          acting={words.actsFor(person.name, format.date(acting.until))}
        />
      </span>
    );
  }
  if (person) return <Face person={person} acting={(acting as string | boolean) || undefined} size={size} />;
  const several = owner?.candidates?.length ?? 0;
  const known = owner?.reason && owner.reason in words.reasons;
  const sentence = known
    ? words.reasons[owner.reason as keyof typeof words.reasons]
    : (owner?.reason ?? undefined);
  return <Seat count={several} reason={several > 1 ? undefined : sentence} size={size} />;
}
