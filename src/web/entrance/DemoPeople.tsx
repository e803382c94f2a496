import { IconArrowRight } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import type { Setup } from '../api/setup.ts';
import { Face } from '../parts/Face.tsx';
import styles from './Entrance.module.css';
import { useEntranceWords } from './messages.ts';
import { useEnter } from './useEnter.ts';

/** Four pairs of eyes on the example company; one click, no password. */
export function DemoPeople({
  people,
  company,
}: {
  people: NonNullable<Setup['demoPeople']>;
  company: string;
}) {
  const words = useEntranceWords();
  const enter = useEnter();
  const choose = useMutation({
    mutationFn: (email: string) => api.post('/session/demo', { email }),
    onSuccess: () => enter(),
  });
  const roles: Record<string, string> = words.roles;
  return (
    <>
      <h1>{words.demoTitle(company)}</h1>
      <p className="muted">{words.demoSentence}</p>
      <div className={styles.people}>
        {people.map((person) => (
          <button
            key={person.email}
            type="button"
            className={styles.person}
            disabled={choose.isPending}
            onClick={() => choose.mutate(person.email)}
          >
            <Face person={person} size="l" decorative />
            <span>
              <b>{person.name}</b>
              <small>
                {[roles[person.role] ?? person.role, person.title]
                  .filter((text, i, all) => text && all.indexOf(text) === i)
                  .join(' · ')}
              </small>
            </span>
            <IconArrowRight size={18} stroke={1.6} aria-hidden />
          </button>
        ))}
      </div>
      {choose.error ? (
        <p role="alert" className={styles.said} data-tone="bad">
          {choose.error.message}
        </p>
      ) : null}
    </>
  );
}
