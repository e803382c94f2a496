import { Button } from '@mantine/core';
import { clockNames } from '../../../close/clocks/names.ts';
import type { Terms as TermsShape } from '../../../close/clocks/terms.ts';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import type { Wire } from '../../api/wire.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { Calendars } from './Calendars.tsx';
import { Telling } from './Telling.tsx';
import { TermsForm } from './TermsForm.tsx';
import { useTermsWords } from './terms.messages.ts';

export type Terms = Wire<TermsShape>;

/** What is promised to customers, team by team, and the hours in which the clocks run. */
export function CaseTerms() {
  return (
    <div className="stack">
      <Promises />
      <Calendars />
      <Telling />
    </div>
  );
}

function Promises() {
  const words = useTermsWords();
  const format = useFormat();
  const may = useMay('settings:write');
  const [url, setUrl] = useUrl();
  const terms = useApi<{ items: Terms[] }>(['case-terms'], '/case-terms');
  const nameOf = (one: Terms, alone: boolean) =>
    one.departmentName ?? (alone ? words.everybody : words.everybodyElse);
  const drop = useChange<Terms, unknown>({
    call: (one) => api.del(`/case-terms/${one.departmentId ?? 'all'}`),
    touches: [['case-terms'], ['calendars']],
    said: (_, one) => words.dropped(one.departmentName ?? words.everybody),
    undo: (_, { departmentId, calendarId, normal, urgent, warnAt }) =>
      api.put('/case-terms', { departmentId, calendarId, normal, urgent, warnAt }),
  });
  const close = () => setUrl({ terms: undefined });
  const items = terms.data?.items ?? [];
  const opened = items.find((one) => (one.departmentId ?? 'all') === url.terms);
  const add = <Button onClick={() => setUrl({ terms: 'new' }, { push: true })}>{words.add}</Button>;
  return (
    <Card title={words.title} aside={may ? add : undefined}>
      <p className="muted">{words.sentence}</p>
      <Loaded query={terms}>
        {({ items }) =>
          items.map((one) => (
            <CardRow
              key={one.departmentId ?? 'all'}
              action={
                may ? (
                  <span className="row">
                    <Button
                      size="compact-sm"
                      aria-label={words.change(nameOf(one, items.length === 1))}
                      onClick={() => setUrl({ terms: one.departmentId ?? 'all' }, { push: true })}
                    >
                      {words.edit}
                    </Button>
                    {one.departmentId ? (
                      <Button
                        size="compact-sm"
                        aria-label={`${words.drop}: ${one.departmentName}`}
                        onClick={() => drop.mutate(one)}
                      >
                        {words.drop}
                      </Button>
                    ) : null}
                  </span>
                ) : null
              }
            >
              <b>{nameOf(one, items.length === 1)}</b>
              {(['normal', 'urgent'] as const).map((kind) => (
                <div key={kind} className={kind === 'urgent' ? 'muted' : undefined}>
                  {words[kind]}:{' '}
                  {clockNames
                    .map((name) => `${words.clocks[name]} ${format.number(one[kind][name] / 60)} h`)
                    .join(' · ')}
                </div>
              ))}
              <div className="tiny muted">{one.calendarName ?? words.around}</div>
            </CardRow>
          ))
        }
      </Loaded>
      {may && (opened || url.terms === 'new') ? (
        <TermsForm key={url.terms} terms={opened} taken={items} close={close} />
      ) : null}
    </Card>
  );
}
