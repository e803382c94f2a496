import { useEffect, useState } from 'react';
import styles from './Live.module.css';
import { useLiveWords } from './live.messages.ts';
import { useConnected } from './useLive.ts';

/** A server that starts anew is back before anybody need know. */
const PATIENCE_MS = 10_000;

/** Says quietly that what is seen may be up to 15 s old. */
export function LostLine() {
  const words = useLiveWords();
  const connected = useConnected();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (connected !== false) return setLost(false);
    const timer = setTimeout(() => setLost(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [connected]);
  return <div role="status">{lost ? <p className={styles.lost}>{words.lost}</p> : null}</div>;
}
