import { useRouterState } from '@tanstack/react-router';
import { useLanguage } from '../i18n/language.ts';
import { messages } from '../i18n/messages.ts';
import { Go } from './Go.tsx';
import styles from './OwnershipNav.module.css';
import { caseSections, nameOf } from './sections.ts';
import { useCurrentInView } from './useCurrentInView.ts';

const useWords = messages({ en: { label: 'For customers' }, de: { label: 'Für Kunden' } });

/** From the cases to the money that puts things right, and to the thanks for whoever did. */
export function CasesNav() {
  const words = useWords();
  const language = useLanguage();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const row = useCurrentInView(here);
  return (
    <nav ref={row} className={styles.sections} aria-label={words.label}>
      {caseSections.map((section) => (
        <Go key={section[0]} to={section[0]} aria-current={section[0] === here ? 'page' : undefined}>
          {nameOf(section, language)}
        </Go>
      ))}
    </nav>
  );
}
