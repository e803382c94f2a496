import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { CalendarForm } from './CalendarForm.tsx';
import { type Calendar, weekText } from './calendar.ts';
import { useCalendarWords } from './terms.messages.ts';

/** Working hours and holidays by which clocks run. */
export function Calendars() {
  const words = useCalendarWords();
  const may = useMay('settings:write');
  const [url, setUrl] = useUrl();
  const calendars = useApi<{ items: Calendar[] }>(['calendars'], '/calendars');
  const set = (one: Calendar, archived: boolean) =>
    api.post<Calendar>(`/calendars/${one.id}/archival`, { archived });
  const archive = useChange<{ one: Calendar; archived: boolean }, Calendar>({
    call: ({ one, archived }) => set(one, archived),
    touches: [['calendars']],
    said: (_, { one, archived }) => (archived ? words.archivedNow(one.name) : words.revivedNow(one.name)),
    undo: (_, { one, archived }) => set(one, !archived),
  });
  const close = () => setUrl({ calendar: undefined });
  const opened = calendars.data?.items.find((one) => one.id === url.calendar);
  const add = <Button onClick={() => setUrl({ calendar: 'new' }, { push: true })}>{words.add}</Button>;
  return (
    <Card title={words.title} aside={may ? add : undefined}>
      <p className="muted">{words.sentence}</p>
      <Loaded query={calendars}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.empty} text={words.emptyText} />
          ) : (
            items.map((one) => {
              const archived = one.archivedAt !== null;
              return (
                <CardRow
                  key={one.id}
                  action={
                    <span className="row">
                      {archived ? <Chip tone="few">{words.archived}</Chip> : null}
                      {may ? (
                        <>
                          <Button
                            size="compact-sm"
                            aria-label={words.change(one.name)}
                            onClick={() => setUrl({ calendar: one.id }, { push: true })}
                          >
                            {words.edit}
                          </Button>
                          <Button
                            size="compact-sm"
                            aria-label={`${archived ? words.revive : words.archive}: ${one.name}`}
                            onClick={() => archive.mutate({ one, archived: !archived })}
                          >
                            {archived ? words.revive : words.archive}
                          </Button>
                        </>
                      ) : null}
                    </span>
                  }
                >
                  <b className={archived ? 'dim' : undefined}>{one.name}</b>
                  <div>{weekText(one.hours.week, words.week, words.off)}</div>
                  <div className="tiny muted">
                    {one.hours.timezone} · {words.uses(one.teams, one.running)}
                  </div>
                </CardRow>
              );
            })
          )
        }
      </Loaded>
      {may && (opened || url.calendar === 'new') ? (
        <CalendarForm key={url.calendar} calendar={opened} close={close} />
      ) : null}
    </Card>
  );
}
