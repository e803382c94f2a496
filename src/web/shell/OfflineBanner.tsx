import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useShellWords } from './messages.ts';
import styles from './Shell.module.css';

export function OfflineBanner() {
  const words = useShellWords();
  const online = useSyncExternalStore(
    (tell) => onlineManager.subscribe(tell),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status">
      {online ? null : (
        <div className={styles.banner} data-tone="offline">
          {words.offline}
        </div>
      )}
    </div>
  );
}
