import { Go } from '../parts/Go.tsx';
import { When } from '../parts/When.tsx';
import styles from './Live.module.css';
import { useLiveWords } from './live.messages.ts';
import { markRead, type Notice } from './notices.ts';

/** Each leads to the thing it is about and is read with that. */
export function NoticeList({ items, onOpen }: { items: Notice[]; onOpen?: () => void }) {
  const words = useLiveWords();
  return (
    <ul className={styles.list}>
      {items.map((one) => (
        <li key={one.id}>
          <Go
            to={one.href}
            className={styles.notice}
            data-unread={one.readAt ? undefined : ''}
            data-urgent={one.urgent ? '' : undefined}
            onClick={() => {
              if (!one.readAt) void markRead({ ids: [one.id] });
              onOpen?.();
            }}
          >
            <b>
              {one.title}
              {one.readAt ? null : <span className="only-heard"> ({words.unread})</span>}
            </b>
            <When at={one.at} />
            {one.text ? <p>{one.text}</p> : null}
          </Go>
        </li>
      ))}
    </ul>
  );
}
