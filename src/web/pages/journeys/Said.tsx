import { Face } from '../../parts/Face.tsx';
import { When } from '../../parts/When.tsx';
import styles from './Talk.module.css';
import type { Comment } from './useTalk.ts';

/** One comment: who, when, and the words as they were written, with the mentioned marked. */
export function Said({ comment }: { comment: Comment }) {
  const names = comment.mentions.map((person) => `@${person.name}`);
  const parts = split(comment.text, names);
  return (
    <div className={styles.said}>
      <Face person={{ name: comment.by.name }} size="s" decorative />
      <span>
        <b>{comment.by.name}</b>{' '}
        <span className="tiny muted">
          <When at={comment.at} />
        </span>
      </span>
      <p>
        {parts.map((part, at) =>
          names.includes(part) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change their order
            <mark key={at}>{part}</mark>
          ) : (
            part
          ),
        )}
      </p>
    </div>
  );
}

function split(text: string, names: string[]): string[] {
  let parts = [text];
  for (const name of names)
    parts = parts.flatMap((part) =>
      names.includes(part)
        ? [part]
        : part.split(name).flatMap((rest, at) => (at === 0 ? [rest] : [name, rest])),
    );
  return parts.filter((part) => part !== '');
}
