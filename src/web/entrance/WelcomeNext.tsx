import { Button } from '@mantine/core';
import styles from './Entrance.module.css';
import { useEnter } from './useEnter.ts';
import { useWelcomeWords } from './welcome.messages.ts';

export function WelcomeNext() {
  const words = useWelcomeWords();
  const enter = useEnter();
  return (
    <div className={styles.people}>
      {words.next.map((step) => (
        <button key={step.to} type="button" className={styles.person} onClick={() => enter(step.to)}>
          <span>
            <b>{step.title}</b>
            <small>{step.text}</small>
          </span>
        </button>
      ))}
      <Button variant="subtle" onClick={() => enter('/')}>
        {words.home}
      </Button>
    </div>
  );
}
