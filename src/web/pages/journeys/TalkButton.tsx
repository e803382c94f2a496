import { IconMessage, IconMessagePlus } from '@tabler/icons-react';
import styles from './Talk.module.css';
import { useTalkWords } from './talk.messages.ts';
import type { Comment, Talk } from './useTalk.ts';

/** How many talk about something; quiet where nobody does. */
export function TalkButton({
  talk,
  kind,
  id,
  name,
}: {
  talk: Talk;
  kind: Comment['on']['kind'];
  id: string;
  name: string;
}) {
  const words = useTalkWords();
  const n = talk.open(kind, id);
  const Icon = n > 0 ? IconMessage : IconMessagePlus;
  return (
    <button
      type="button"
      className={styles.button}
      data-quiet={n === 0 || undefined}
      aria-label={words.open(name, n)}
      onClick={() => talk.show(kind, id)}
    >
      <Icon size={13} aria-hidden />
      {n > 0 ? n : ''}
    </button>
  );
}
