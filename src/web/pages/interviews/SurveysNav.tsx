import { useRouterState } from '@tanstack/react-router';
import { useLanguage } from '../../i18n/language.ts';
import { messages } from '../../i18n/messages.ts';
import { Go } from '../../parts/Go.tsx';
import styles from '../../parts/OwnershipNav.module.css';
import { nameOf, surveySections } from '../../parts/sections.ts';

const useWords = messages({ en: { label: 'Asking' }, de: { label: 'Fragen' } });

/** From what is asked in writing to what is said in conversation. */
export function SurveysNav() {
  const words = useWords();
  const language = useLanguage();
  const here = useRouterState({ select: (state) => state.location.pathname });
  return (
    <nav className={styles.sections} aria-label={words.label}>
      {surveySections.map((section) => (
        <Go key={section[0]} to={section[0]} aria-current={section[0] === here ? 'page' : undefined}>
          {nameOf(section, language)}
        </Go>
      ))}
    </nav>
  );
}
