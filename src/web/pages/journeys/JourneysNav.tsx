import { useRouterState } from '@tanstack/react-router';
import { useApi } from '../../api/useApi.ts';
import { useLanguage } from '../../i18n/language.ts';
import { messages } from '../../i18n/messages.ts';
import { Chip } from '../../parts/Chip.tsx';
import { Go } from '../../parts/Go.tsx';
import styles from '../../parts/OwnershipNav.module.css';
import { journeySections, nameOf } from '../../parts/sections.ts';
import { useCurrentInView } from '../../parts/useCurrentInView.ts';

const useWords = messages({ en: { label: 'Journeys' }, de: { label: 'Reisen' } });

/** From one page about journeys to the next. Stands under the header of each. */
export function JourneysNav() {
  const words = useWords();
  const language = useLanguage();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const row = useCurrentInView(here);
  const { data } = useApi<{ items: { seen: boolean }[] }>(['mentions'], '/me/mentions', { live: 60_000 });
  const unseen = data?.items.filter((one) => !one.seen).length ?? 0;
  return (
    <nav ref={row} className={styles.sections} aria-label={words.label}>
      {journeySections.map((section) => (
        <Go key={section[0]} to={section[0]} aria-current={section[0] === here ? 'page' : undefined}>
          {nameOf(section, language)}
          {section[0] === '/mentions' && unseen > 0 ? (
            <>
              {' '}
              <Chip tone="accent">{unseen}</Chip>
            </>
          ) : null}
        </Go>
      ))}
    </nav>
  );
}
