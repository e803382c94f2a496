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
  },
  de: {
    find: 'Alles finden',
    help: 'Diese Liste zeigen',
    goTo: 'Gehe zu',
    close: 'Offenes schließen',
    after: 'dann',
    or: 'oder',
    anywhere: 'Überall',
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
