import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { type Terms, TermsCard } from './IncidentTerms.tsx';
import { useIncidentWords } from './incidents.messages.ts';
import { type Incident, incidentsKey } from './incidents.ts';

/** All incidents, the newest first, and when many cases are one. */
export function Incidents() {
  const words = useIncidentWords();
  const format = useFormat();
  const [url, setUrl] = useUrl();
  const may = useMay('routing:write');
  const query = useApi<{ items: Incident[]; next: string | null }>(incidentsKey, '/incidents', {
    query: url.after ? { after: url.after } : {},
    live: true,
  });
  const terms = useApi<Terms>(['incident-terms'], '/incident-terms').data;
  return (
    <>
      <PageHeader title={words.title} sentence={words.sentence} above={<Go to="/inbox">{words.inbox}</Go>} />
      <div className="stack">
        <Loaded query={query}>
          {({ items, next }) =>
            items.length === 0 ? (
              <EmptyState
                title={words.emptyTitle}
                text={terms ? words.emptyText(terms.threshold, terms.windowMinutes) : ''}
              />
            ) : (
              <Card>
                {items.map((one) => (
                  <CardRow
                    key={one.id}
                    lead={<Face person={one.owner} />}
                    action={
                      <Chip tone={one.state === 'running' ? 'bad' : one.state === 'calm' ? 'pass' : 'few'}>
                        {words.state[one.state]}
                      </Chip>
                    }
                  >
                    <Go to={`/incidents/${one.id}`}>
                      <b>{words.one(one.number)}</b>
                    </Go>{' '}
                    {one.touchpoint?.name ?? words.nowhere}
                    <div className="tiny muted">
                      {[
                        words.cases(one.cases),
                        one.openCases > 0 ? words.open(one.openCases) : words.allTold,
                        words.since(format.moment(one.openedAt)),
                      ].join(' · ')}
                    </div>
                  </CardRow>
                ))}
                {next ? (
                  <Button onClick={() => setUrl({ after: next }, { push: true })}>{words.more}</Button>
                ) : null}
              </Card>
            )
          }
        </Loaded>
        {may && terms ? <TermsCard key={JSON.stringify(terms)} terms={terms} /> : null}
      </div>
    </>
  );
}
