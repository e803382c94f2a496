import { useRouterState } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useApi } from '../api/useApi.ts';
import { useLanguage } from '../i18n/language.ts';
import { messages } from '../i18n/messages.ts';
import { Go } from './Go.tsx';
import styles from './OwnershipNav.module.css';
import { isAt, nameOf, ownershipSections } from './sections.ts';
import { useCurrentInView } from './useCurrentInView.ts';

const useWords = messages({
  en: { label: 'Ownership', urgent: (n: number) => `${n} urgent` },
  de: { label: 'Zuständigkeit', urgent: (n) => `${n} dringend` },
});

/** From one page about ownership to the next. Stands under the header of each. */
export function OwnershipNav() {
  const words = useWords();
  const language = useLanguage();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const urgent =
    useApi<{ high: number }>(['findings', 'urgent'], '/ownership/findings/urgent').data?.high ?? 0;
  const row = useCurrentInView(here);
  return (
    <nav ref={row} className={styles.sections} aria-label={words.label}>
      {ownershipSections.map((group, i) => (
        <Fragment key={group[0]?.[0]}>
          {i > 0 ? <span className={styles.between} aria-hidden /> : null}
          {group.map((section) => (
            <Go key={section[0]} to={section[0]} aria-current={isAt(section[0], here) ? 'page' : undefined}>
              {nameOf(section, language)}
              {section[0] === '/ownership/faults' && urgent > 0 ? (
                <b className={styles.count}>
                  <span aria-hidden>{urgent}</span>
                  <span className="only-heard">{words.urgent(urgent)}</span>
                </b>
              ) : null}
            </Go>
          ))}
        </Fragment>
      ))}
    </nav>
  );
}
