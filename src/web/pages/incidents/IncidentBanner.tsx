import { IconUrgent } from '@tabler/icons-react';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import styles from './Incidents.module.css';
import { useIncidentWords } from './incidents.messages.ts';
import { useOpenIncidents } from './incidents.ts';

/** What is one incident now, above the inbox, or above the map of its journey. */
export function IncidentBanner({ journey }: { journey?: string }) {
  const words = useIncidentWords();
  const shown = useOpenIncidents().filter((one) => journey === undefined || one.journey?.key === journey);
  if (shown.length === 0) return null;
  return (
    <ul className={styles.banner} aria-label={words.title}>
      {shown.slice(0, 3).map((one) => (
        <li key={one.id}>
          <IconUrgent size={20} aria-hidden />
          <Face person={one.owner} size="s" />
          <span>
            <b>{words.banner(one.touchpoint?.name ?? words.nowhere, one.cases)}</b>{' '}
            <span className="muted">{one.openCases > 0 ? words.open(one.openCases) : words.allTold}</span>
          </span>
          <Go to={`/incidents/${one.id}`}>{words.see}</Go>
        </li>
      ))}
    </ul>
  );
}
