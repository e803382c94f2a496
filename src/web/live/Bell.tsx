import { Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Go } from '../parts/Go.tsx';
import styles from './Live.module.css';
import { useLiveWords } from './live.messages.ts';
import { NoticeList } from './NoticeList.tsx';
import { markRead, useNotices } from './notices.ts';

/** What concerns me, beside my own name: the number of unread ones, and the newest when pressed. */
export function Bell() {
  const words = useLiveWords();
  const [open, setOpen] = useState(false);
  const { data } = useNotices(15);
  const unread = data?.unread ?? 0;
  const items = data?.items ?? [];
  const close = () => setOpen(false);
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      width={380}
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.bell}
          aria-label={words.bell(unread)}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconBell size={18} stroke={1.6} aria-hidden />
          {unread > 0 ? <b aria-hidden>{unread > 99 ? '99+' : unread}</b> : null}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <section className={styles.board} aria-label={words.notices}>
          <div className={styles.boardHead}>
            <h2>{words.notices}</h2>
            {unread > 0 ? (
              <button type="button" className={styles.quietly} onClick={() => void markRead({ all: true })}>
                {words.readAll}
              </button>
            ) : null}
          </div>
          {items.length === 0 ? (
            <EmptyState title={words.none} text={words.noneText} />
          ) : (
            <NoticeList items={items} onOpen={close} />
          )}
          <div className={styles.boardFoot}>
            <Go to="/notices" onClick={close}>
              {words.all}
            </Go>
            <Go to="/settings?part=notices" onClick={close}>
              {words.settings}
            </Go>
          </div>
        </section>
      </Popover.Dropdown>
    </Popover>
  );
}
