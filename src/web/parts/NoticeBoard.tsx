import { useEffect, useState, useSyncExternalStore } from 'react';
import styles from './NoticeBoard.module.css';
import { noticeWords } from './notify.messages.ts';
import { done, type Notice, noticeBoard, refused } from './notify.ts';

/** 6 s to read a sentence, 12 s where there is something to decide (undo) or to understand (refusal). */
const standing = { done: 6_000, news: 6_000, refused: 12_000 };

/** The notices of this moment, announced to screen readers, bottom left, never over the page's actions. */
export function NoticeBoard() {
  const notices = useSyncExternalStore(noticeBoard.subscribe, noticeBoard.read);
  return (
    <section className={styles.board} aria-live="polite" aria-relevant="additions">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const words = noticeWords();
  const [held, hold] = useState(false);
  const dismiss = () => noticeBoard.dismiss(notice.id);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(
      () => noticeBoard.dismiss(notice.id),
      notice.undo ? 12_000 : standing[notice.tone],
    );
    return () => clearTimeout(timer);
  }, [held, notice]);
  const undo = () => {
    dismiss();
    notice.undo?.().then(() => done(words.undone), refused);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: reading or tabbing into it only stops the clock
    <div
      className={styles.notice}
      data-tone={notice.tone}
      role={notice.tone === 'refused' ? 'alert' : undefined}
      onMouseEnter={() => hold(true)}
      onMouseLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <span className={styles.mark} aria-hidden />
      <div className={styles.text}>
        {notice.title ? <b>{notice.title}</b> : null}
        <div>{notice.text}</div>
      </div>
      {notice.undo ? (
        <button type="button" className={styles.undo} onClick={undo}>
          {words.undo}
        </button>
      ) : null}
      <button type="button" className={styles.close} onClick={dismiss} aria-label={words.close}>
        ×
      </button>
    </div>
  );
}
