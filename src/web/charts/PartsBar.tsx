import styles from './PartsBar.module.css';

export interface BarPart {
  key: string;
  name: string;
  /** 0 to 1; all parts add up to 1. */
  share: number;
  /** “38 %, 5.2 h a case”. */
  value: string;
  /** What it looks like: worked is full, what waits is hatched or pale. */
  look: 'solid' | 'hatch' | 'dots' | 'pale' | 'empty';
}

interface Props {
  parts: readonly BarPart[];
  label: string;
  open?: (key: string) => void;
}

/** One whole in its parts, told apart by pattern as well as by tone; each is named below. */
export function PartsBar({ parts, label, open }: Props) {
  return (
    <figure className={styles.figure}>
      <div className={styles.bar} role="img" aria-label={label}>
        {parts.map((part) =>
          part.share > 0 ? (
            <span key={part.key} data-look={part.look} style={{ flexGrow: part.share }} title={part.name} />
          ) : null,
        )}
      </div>
      <ul className={styles.legend}>
        {parts.map((part) => (
          <li key={part.key}>
            <span className={styles.mark} data-look={part.look} aria-hidden />
            {open && part.share > 0 ? (
              <button type="button" onClick={() => open(part.key)}>
                {part.name}
              </button>
            ) : (
              <span>{part.name}</span>
            )}
            <span className={`${styles.value} figures`}>{part.value}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
