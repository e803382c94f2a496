import { useEffect } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { JourneysNav } from './JourneysNav.tsx';
import { Said } from './Said.tsx';
import styles from './Talk.module.css';
import { useTalkWords } from './talk.messages.ts';
import type { Comment } from './useTalk.ts';

type Mention = Comment & { journeyName: string; seen: boolean };

/** Where somebody wrote @ and my name. Looking at the list is having seen it; what was new stays marked until I leave. */
export function Mentions() {
  const words = useTalkWords();
  const query = useApi<{ items: Mention[] }>(['my-mentions'], '/me/mentions');
  const items = query.data?.items ?? [];
  const unseen = items.filter((one) => !one.seen).length;
  useEffect(() => {
    if (unseen > 0) void api.post('/me/mentions/seen');
  }, [unseen]);
  return (
    <>
      <PageHeader title={words.mentions} sentence={words.mentionsSentence(unseen)} />
      <JourneysNav />
      <Loaded query={query}>
        {({ items: all }) =>
          all.length === 0 ? (
            <EmptyState title={words.mentions} text={words.mentionsNone} />
          ) : (
            <Card>
              {all.map((one) => (
                <article key={one.id} className={styles.thread}>
                  <p className="tiny muted">
                    <Go to={`/journeys/${one.journey}?talk=${one.on.kind}:${one.on.key}`}>
                      {words.said(one.by.name, one.on.name, one.journeyName)}
                    </Go>{' '}
                    {one.seen ? null : <Chip tone="accent">{words.new}</Chip>}{' '}
                    {one.settled ? <Chip>{words.settled}</Chip> : null}{' '}
                    {one.on.gone ? <Chip>{words.gone}</Chip> : null}
                  </p>
                  <Said comment={one} />
                </article>
              ))}
            </Card>
          )
        }
      </Loaded>
    </>
  );
}
