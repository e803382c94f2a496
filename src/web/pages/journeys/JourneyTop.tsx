import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { messages } from '../../i18n/messages.ts';
import { Go } from '../../parts/Go.tsx';
import styles from '../../parts/OwnershipNav.module.css';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useCurrentInView } from '../../parts/useCurrentInView.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { useJourneyWords } from './messages.ts';

const useWords = messages({
  en: {
    views: 'Views of this journey',
    map: 'Map',
    blueprint: 'Blueprint',
    story: 'Story',
    discovered: 'Discovered',
    versions: 'Versions',
  },
  de: {
    views: 'Ansichten dieser Reise',
    map: 'Karte',
    blueprint: 'Blueprint',
    story: 'Geschichte',
    discovered: 'Entdeckt',
    versions: 'Fassungen',
  },
});

const views = ['map', 'blueprint', 'story', 'discovered', 'versions'] as const;

interface Props {
  journeyKey: string;
  title: string;
  sentence: ReactNode;
  actions?: ReactNode;
  /** The journey this one is a part of. */
  parent?: { key: string; name: string } | undefined;
}

/** Head of every page about one journey, with the way to its other views; the period goes along. */
export function JourneyTop({ journeyKey, title, sentence, actions, parent }: Props) {
  const words = useWords();
  const journeys = useJourneyWords();
  const [url] = useUrl();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const row = useCurrentInView(here);
  const tail = url.period ? `?period=${url.period}` : '';
  const base = `/journeys/${journeyKey}`;
  return (
    <>
      <PageHeader
        title={title}
        sentence={sentence}
        above={
          <>
            <Go to="/journeys">{journeys.title}</Go>
            {parent ? (
              <>
                {' › '}
                <Go to={`/journeys/${parent.key}`}>{parent.name}</Go>
              </>
            ) : null}
          </>
        }
        actions={actions}
      />
      <nav ref={row} className={styles.sections} aria-label={words.views}>
        {views.map((view) => {
          const path = view === 'map' ? base : `${base}/${view}`;
          return (
            <Go key={view} to={`${path}${tail}`} aria-current={path === here ? 'page' : undefined}>
              {words[view]}
            </Go>
          );
        })}
      </nav>
    </>
  );
}
