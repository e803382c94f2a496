import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { setupQuery } from '../api/setup.ts';
import { DemoPeople } from './DemoPeople.tsx';
import styles from './Entrance.module.css';
import { Entrance } from './Entrance.tsx';
import { useEntranceWords } from './messages.ts';
import { SignInForm } from './SignInForm.tsx';

export function SignIn() {
  const words = useEntranceWords();
  const { why } = useSearch({ strict: false }) as { why?: string };
  const setup = useQuery(setupQuery).data;
  const people = setup?.demoPeople ?? [];
  const company = setup?.organisation ?? '';
  return (
    <Entrance title={words.signIn}>
      {why === 'expired' ? <p className={styles.said}>{words.expired}</p> : null}
      {why === 'link' ? (
        <p className={styles.said} data-tone="bad">
          {words.linkExpired}
        </p>
      ) : null}
      {people.length > 0 ? (
        <>
          <DemoPeople people={people} company={company} />
          <div className={styles.or}>{words.demoOr}</div>
        </>
      ) : (
        <h1>{company ? words.signInTo(company) : words.signIn}</h1>
      )}
      <SignInForm />
    </Entrance>
  );
}
