import { Kbd, Modal } from '@mantine/core';
import { messages } from '../i18n/messages.ts';
import { useShellWords } from './messages.ts';
import { places } from './places.ts';
import styles from './Shortcuts.module.css';

const useWords = messages({
  en: {
    find: 'Find anything',
    help: 'Show this list',
    goTo: 'Go to',
    close: 'Close what is open',
    after: 'then',
    or: 'or',
    anywhere: 'Anywhere',
    inbox: {
      'j k': 'Next, previous case',
      'o Enter': 'Into the open case',
      x: 'Select it',
      X: 'Select down to it',
      '*': 'Select all shown',
      r: 'Write to the customer',
      a: 'Record what was done',
      n: 'Note for colleagues',
      h: 'Hand over',
      m: 'Not mine',
      p: 'Pause',
      s: 'Step in',
      e: 'Close the case',
    },
  },
  de: {
    find: 'Alles finden',
    help: 'Diese Liste zeigen',
    goTo: 'Gehe zu',
    close: 'Offenes schließen',
    after: 'dann',
    or: 'oder',
    anywhere: 'Überall',
    inbox: {
      'j k': 'Nächster, voriger Fall',
      'o Enter': 'In den offenen Fall',
      x: 'Auswählen',
      X: 'Bis hierher auswählen',
      '*': 'Alle gezeigten auswählen',
      r: 'Dem Kunden schreiben',
      a: 'Maßnahme festhalten',
      n: 'Notiz für Kollegen',
      h: 'Übergeben',
      m: 'Nicht meins',
      p: 'Anhalten',
      s: 'Einspringen',
      e: 'Fall schließen',
    },
  },
});

export function Shortcuts({ open, close }: { open: boolean; close: () => void }) {
  const words = useWords();
  const shell = useShellWords();
  return (
    <Modal size="lg" opened={open} onClose={close} title={shell.shortcuts}>
      <div className={styles.columns}>
        <section>
          <h3>{words.anywhere}</h3>
          <dl>
            <Line keys={['Ctrl K', '/']} joint={words.or} does={words.find} />
            <Line keys={['?']} does={words.help} />
            <Line keys={['Esc']} does={words.close} />
          </dl>
        </section>
        <section>
          <h3>{shell.places.inbox}</h3>
          <dl>
            {(Object.entries(words.inbox) as [string, string][]).map(([key, does]) => (
              <Line key={key} keys={key.split(' ')} joint={words.or} does={does} />
            ))}
          </dl>
        </section>
        <section>
          <h3>{words.goTo}</h3>
          <dl>
            {places.map((place) => (
              <Line
                key={place.key}
                keys={['g', place.letter]}
                joint={words.after}
                does={shell.places[place.key]}
              />
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}

function Line({ keys, joint, does }: { keys: string[]; joint?: string; does: string }) {
  return (
    <div className={styles.line}>
      <dt>{does}</dt>
      <dd>
        {keys.map((key, i) => (
          <span key={key}>
            {i > 0 ? <span className="dim tiny"> {joint} </span> : null}
            <Kbd>{key}</Kbd>
          </span>
        ))}
      </dd>
    </div>
  );
}
