import { useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { type Language, languages, setLanguage, useLanguage } from '../i18n/language.ts';
import { useShellWords } from '../shell/messages.ts';
import styles from './Entrance.module.css';

/** Language and appearance, for somebody we do not know yet. */
export function Preferences() {
  const words = useShellWords();
  const chosen = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const flip = () =>
    setColorScheme(document.documentElement.dataset.mantineColorScheme === 'dark' ? 'light' : 'dark');
  return (
    <div className={styles.preferences}>
      {Object.entries(languages).map(([key, name]) => (
        <button
          key={key}
          type="button"
          lang={key}
          aria-pressed={chosen === key}
          onClick={() => setLanguage(key as Language)}
        >
          {name}
        </button>
      ))}
      <button type="button" onClick={flip} aria-label={`${words.light} / ${words.dark}`}>
        <IconSun size={15} aria-hidden className={styles.inDark} />
        <IconMoon size={15} aria-hidden className={styles.inLight} />
      </button>
    </div>
  );
}
