import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../../../api/me.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { OwnershipNav } from '../../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../../parts/PageHeader.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import { CoverCalendar } from './CoverCalendar.tsx';
import { CoverForm } from './CoverForm.tsx';
import { CoverLine } from './CoverLine.tsx';
import { useActing, useDelegations } from './cover.ts';
import { useCoverWords } from './messages.ts';

/** Delegations and absences: who acts for whom, until when; mine and everybody's. */
export function Cover() {
  const words = useCoverWords();
  const format = useFormat();
  const me = useMe();
  const [url, setUrl] = useUrl();
  const [form, setForm] = useState<'absence' | 'delegate'>();
  const query = useDelegations();
  const acting = useActing().data?.items ?? [];
  const items = query.data?.items ?? [];
  const today = new Set(items.filter((one) => one.state === 'now').map((one) => one.person.id)).size;
  const mine = url.whose !== 'all';
  const shown = items.filter((one) => !mine || one.person.id === me.person.id || one.to.id === me.person.id);
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={query.data ? words.sentence(today) : undefined}
        actions={
          <>
            <Button variant="filled" onClick={() => setForm('absence')}>
              {words.absence}
            </Button>
            <Button onClick={() => setForm('delegate')}>{words.delegate}</Button>
          </>
        }
      />
      <OwnershipNav />
      <div className="stack">
        {acting.length > 0 ? (
          <Card title={words.acting}>
            {acting.map((one) => (
              <CardRow
                key={one.forPersonId}
                action={
                  <Button component={Go} to="/inbox">
                    {words.actingCases}
                  </Button>
                }
              >
                <b>{one.forName}</b> {one.absent ? <Chip tone="pass">{words.away}</Chip> : null}
                <div className="tiny muted">{words.actingText(format.date(one.until))}</div>
              </CardRow>
            ))}
          </Card>
        ) : null}
        <Loaded query={query}>
          {() =>
            items.length === 0 ? (
              <EmptyState title={words.emptyTitle} text={words.emptyText} />
            ) : (
              <>
                <CoverCalendar items={items} />
                <SegmentedControl
                  aria-label={words.whose}
                  style={{ justifySelf: 'start' }}
                  value={mine ? 'mine' : 'all'}
                  onChange={(value) => setUrl({ whose: value === 'all' ? 'all' : undefined })}
                  data={[
                    { value: 'mine', label: words.mine },
                    { value: 'all', label: words.all },
                  ]}
                />
                {shown.length === 0 ? <p className="muted">{words.noneMine}</p> : null}
                {(['now', 'future', 'past'] as const).map((state) => {
                  const some = shown.filter((one) => one.state === state);
                  return some.length === 0 ? null : (
                    <Card key={state} title={words[state]} aside={some.length}>
                      {some.map((one) => (
                        <CoverLine key={one.id} one={one} />
                      ))}
                    </Card>
                  );
                })}
              </>
            )
          }
        </Loaded>
      </div>
      {form ? <CoverForm absent={form === 'absence'} close={() => setForm(undefined)} /> : null}
    </>
  );
}
