import { useMe } from '../api/me.ts';
import { Go } from '../parts/Go.tsx';
import { useShellWords } from './messages.ts';
import styles from './Shell.module.css';
import { useSignOut } from './useSignOut.ts';

export function DemoBanner() {
  const words = useShellWords();
  const { demo, organisation } = useMe();
  const signOut = useSignOut();
  if (!demo) return null;
  return (
    <aside className={styles.banner} aria-label="Demo">
      <span>
        {words.demo(organisation.name)} <Go to="/outbox">{words.demoOutbox}</Go>.
      </span>
      <button type="button" onClick={signOut}>
        {words.changePerson}
      </button>
    </aside>
  );
}
