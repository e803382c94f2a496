import styles from './Face.module.css';
import { useFaceWords } from './face.messages.ts';
import { colourOf, initialsOf } from './faceColour.ts';
import { Hint } from './Hint.tsx';

export interface FacePerson {
  id?: string;
  name: string;
  initials?: string;
  colour?: string | null;
  photo?: string | null;
  departmentName?: string | null;
}

interface Props {
  person: FacePerson;
  size?: 's' | 'm' | 'l' | 'xl';
  /** A ring: acts for the accountable person. Give the sentence, "for Lena Falk until 30 Nov". */
  acting?: string | boolean;
  /** The name stands beside it already: no tooltip, not read twice. */
  decorative?: boolean;
}

/** A person, as a photograph or initials on a colour that stays theirs. */
export function Face({ person, size = 'm', acting, decorative }: Props) {
  const words = useFaceWords();
  const says = [
    person.name,
    person.departmentName ?? '',
    acting ? (typeof acting === 'string' ? acting : words.acting) : '',
  ].filter(Boolean);
  const face = (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is an image whenever it has a label
    <span
      className={styles.face}
      data-size={size}
      data-acting={acting ? '' : undefined}
      style={{ background: person.photo ? undefined : person.colour || colourOf(person.name) }}
      role={decorative ? undefined : 'img'}
      aria-hidden={decorative || undefined}
      aria-label={decorative ? undefined : says.join(', ')}
    >
      {person.photo ? <img src={person.photo} alt="" /> : (person.initials ?? initialsOf(person.name))}
    </span>
  );
  return decorative ? face : <Hint text={says.join(' · ')}>{face}</Hint>;
}

/** Several faces, overlapping; more than `max` become "+3". */
export function Faces({
  people,
  max = 4,
  size = 's',
}: {
  people: FacePerson[];
  max?: number;
  size?: 's' | 'm';
}) {
  const rest = people.slice(max);
  return (
    <span className={styles.faces}>
      {people.slice(0, max).map((person) => (
        <Face key={person.id ?? person.name} person={person} size={size} />
      ))}
      {rest.length > 0 ? (
        <Hint text={rest.map((person) => person.name).join(', ')}>
          <span className={styles.more} role="img" aria-label={rest.map((person) => person.name).join(', ')}>
            +{rest.length}
          </span>
        </Hint>
      ) : null}
    </span>
  );
}
