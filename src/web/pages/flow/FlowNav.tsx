import { useRouterState } from '@tanstack/react-router';
import { useLanguage } from '../../i18n/language.ts';
import { messages } from '../../i18n/messages.ts';
import { Go } from '../../parts/Go.tsx';
import styles from '../../parts/OwnershipNav.module.css';
import { flowSections, nameOf } from '../../parts/sections.ts';

const useWords = messages({ en: { label: 'How cases flow' }, de: { label: 'Wie Fälle fließen' } });

/** From the figures to the talk about them, and to what comes of it. */
export function FlowNav() {
  const words = useWords();
  const language = useLanguage();
  const here = useRouterState({ select: (state) => state.location.pathname });
  return (
    <nav className={styles.sections} aria-label={words.label}>
      {flowSections.map((section) => (
        <Go
          key={section[0]}
          to={section[0]}
          aria-current={here === section[0] || here.startsWith(`${section[0]}/`) ? 'page' : undefined}
        >
          {nameOf(section, language)}
        </Go>
      ))}
    </nav>
  );
}
