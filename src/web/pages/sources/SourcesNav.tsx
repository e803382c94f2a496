import { useRouterState } from '@tanstack/react-router';
import { useLanguage } from '../../i18n/language.ts';
import { messages } from '../../i18n/messages.ts';
import { Go } from '../../parts/Go.tsx';
import styles from '../../parts/OwnershipNav.module.css';
import { nameOf, sourceSections } from '../../parts/sections.ts';
import { useCurrentInView } from '../../parts/useCurrentInView.ts';

const useWords = messages({ en: { label: 'Data' }, de: { label: 'Daten' } });

/** From one page about data to the next. Stands under the header of each. */
export function SourcesNav() {
  const words = useWords();
  const language = useLanguage();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const row = useCurrentInView(here);
  // One source belongs to the list of all.
  const [current] = sourceSections
    .map(([path]) => path)
    .filter((path) => here === path || here.startsWith(`${path}/`))
    .sort((a, b) => b.length - a.length);
  return (
    <nav ref={row} className={styles.sections} aria-label={words.label}>
      {sourceSections.map((section) => (
        <Go key={section[0]} to={section[0]} aria-current={section[0] === current ? 'page' : undefined}>
          {nameOf(section, language)}
        </Go>
      ))}
    </nav>
  );
}
