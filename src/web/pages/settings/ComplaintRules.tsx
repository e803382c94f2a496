import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import type { Regime } from '../complaints/complaints.ts';
import { ComplaintListsForm } from './ComplaintListsForm.tsx';
import { ComplaintRuleForm } from './ComplaintRuleForm.tsx';
import { useComplaintRuleWords } from './complaintRules.messages.ts';

/** The rules complaints fall under, and the organisation's own lists. */
export function ComplaintRules() {
  return (
    <div className="stack">
      <RuleList />
      <ComplaintListsForm />
    </div>
  );
}

function RuleList() {
  const words = useComplaintRuleWords();
  const may = useMay('settings:write');
  const [url, setUrl] = useUrl();
  const rules = useApi<{ items: Regime[] }>(['complaint-rules'], '/complaint-rules');
  const archive = useChange<Regime, Regime>({
    call: ({ id, archivedAt }) =>
      api.post(`/complaint-rules/${id}/archival`, { archived: archivedAt === null }),
    touches: [['complaint-rules']],
    said: (kept) => words.saved(kept.name),
  });
  const opened = rules.data?.items.find((one) => one.key === url.rule);
  const add = (
    <Button onClick={() => setUrl({ rule: 'new' }, { push: true })} disabled={!may}>
      {words.add}
    </Button>
  );
  return (
    <Card title={words.title} aside={may ? add : undefined}>
      <p className="muted">{words.sentence}</p>
      <Loaded query={rules}>
        {({ items }) =>
          items.map((one) => (
            <CardRow
              key={one.id}
              action={
                may ? (
                  <span className="row">
                    <Button
                      size="compact-sm"
                      aria-label={words.change(one.name)}
                      onClick={() => setUrl({ rule: one.key }, { push: true })}
                    >
                      {words.edit}
                    </Button>
                    {one.key === 'general' ? null : (
                      <Button
                        size="compact-sm"
                        aria-label={`${one.archivedAt ? words.revive : words.archive}: ${one.name}`}
                        onClick={() => archive.mutate(one)}
                      >
                        {one.archivedAt ? words.revive : words.archive}
                      </Button>
                    )}
                  </span>
                ) : null
              }
            >
              <b>{one.name}</b> <span className="muted">{one.rule}</span>{' '}
              {one.archivedAt ? <Chip>{words.archived}</Chip> : null}
              <div>
                {(['acknowledge', 'answer', 'extended'] as const)
                  .flatMap((name) => {
                    const period = one[name];
                    return period ? [words.within(words[name], period.n, words.units[period.unit])] : [];
                  })
                  .join(' · ')}
              </div>
              <div className="tiny muted">
                {[one.calendarName ?? words.usual, words.used(one.complaints)].join(' · ')}
              </div>
            </CardRow>
          ))
        }
      </Loaded>
      {may && (opened || url.rule === 'new') ? (
        <ComplaintRuleForm key={url.rule} rule={opened} close={() => setUrl({ rule: undefined })} />
      ) : null}
    </Card>
  );
}
