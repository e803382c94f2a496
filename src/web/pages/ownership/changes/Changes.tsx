import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../../api/me.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { OwnershipNav } from '../../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../../parts/PageHeader.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import { ChangeSetPage } from './ChangeSetPage.tsx';
import { useChangeSets } from './changes.ts';
import { DraftForm } from './DraftForm.tsx';
import { useChangesWords } from './messages.ts';

const tones = { draft: 'accent', applied: 'good', discarded: 'few' } as const;

/** Planned reorganisations; `?set=…` opens one. */
export function Changes() {
  const words = useChangesWords();
  const format = useFormat();
  const may = useMay('ownership:write');
  const [url] = useUrl();
  const [making, setMaking] = useState(false);
  const query = useChangeSets();
  if (url.set) return <ChangeSetPage id={url.set} />;
  const items = query.data?.items ?? [];
  const number = (state: string) => items.filter((one) => one.state === state).length;
  const plan = may ? (
    <Button variant="filled" onClick={() => setMaking(true)}>
      {words.newOne}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={
          !query.data
            ? undefined
            : items.length === 0
              ? words.none
              : words.sentence(number('draft'), number('applied'))
        }
        actions={items.length > 0 ? plan : undefined}
      />
      <OwnershipNav />
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <EmptyState title={words.emptyTitle} text={words.emptyText} action={plan} />
          ) : (
            <Card>
              {items.map((one) => (
                <CardRow key={one.id} lead={<Chip tone={tones[one.state]}>{words.states[one.state]}</Chip>}>
                  <Go to={`/ownership/changes?set=${one.id}`}>
                    <b>{one.name}</b>
                  </Go>{' '}
                  {one.undoes ? <Chip>{words.undoes}</Chip> : null}
                  {one.undoneBy ? <Chip>{words.undone}</Chip> : null}
                  <div className="tiny muted">
                    {[
                      words.head(format.date(one.on), one.edits),
                      one.reason ?? '',
                      one.endedBy ?? one.madeBy ?? '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </CardRow>
              ))}
            </Card>
          )
        }
      </Loaded>
      {making ? <DraftForm close={() => setMaking(false)} /> : null}
    </>
  );
}
