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
import { RuleForm } from './RuleForm.tsx';
import { useRulesWords } from './rules.messages.ts';
import { type Rule, useRuleSentence } from './rules.ts';
import styles from './Settings.module.css';

/** What opens a case by itself, in sentences; ending a rule can be undone, and it can start again. */
export function Rules() {
  const words = useRulesWords();
  const may = useMay('settings:write');
  const [url, setUrl] = useUrl();
  const rules = useApi<{ items: Rule[] }>(['case-rules'], '/case-rules');
  const say = useRuleSentence();
  const patch = (rule: Rule, ended: boolean) => api.patch<Rule>(`/case-rules/${rule.key}`, { ended });
  const end = useChange<{ rule: Rule; ended: boolean }, Rule>({
    call: ({ rule, ended }) => patch(rule, ended),
    touches: [['case-rules']],
    said: (_, { rule, ended }) => (ended ? words.endedNow(rule.name) : words.startedNow(rule.name)),
    undo: (_, { rule, ended }) => patch(rule, !ended),
  });
  const close = () => setUrl({ rule: undefined });
  const opened = rules.data?.items.find((rule) => rule.key === url.rule);
  const add = <Button onClick={() => setUrl({ rule: 'new' }, { push: true })}>{words.add}</Button>;
  return (
    <Card title={words.title} aside={may ? add : undefined}>
      <p className="muted">{words.sentence}</p>
      <Loaded query={rules}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.empty} text={words.emptyText} />
          ) : (
            items
              .toSorted((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null))
              .map((rule) => {
                const { does, where } = say(rule);
                const ended = rule.endedAt !== null;
                return (
                  <CardRow
                    key={rule.key}
                    action={
                      <span className="row">
                        {ended ? <Chip tone="few">{words.ended}</Chip> : null}
                        {may ? (
                          <>
                            <Button
                              size="compact-sm"
                              aria-label={words.change(rule.name)}
                              onClick={() => setUrl({ rule: rule.key }, { push: true })}
                            >
                              {words.edit}
                            </Button>
                            <Button
                              size="compact-sm"
                              aria-label={`${ended ? words.restart : words.end}: ${rule.name}`}
                              loading={end.isPending && end.variables.rule.key === rule.key}
                              onClick={() => end.mutate({ rule, ended: !ended })}
                            >
                              {ended ? words.restart : words.end}
                            </Button>
                          </>
                        ) : null}
                      </span>
                    }
                  >
                    <div className={ended ? 'dim' : undefined}>
                      <b>{rule.name}</b>
                      <div>{does}</div>
                    </div>
                    <div className={`tiny muted ${styles.where}`}>{where}</div>
                  </CardRow>
                );
              })
          )
        }
      </Loaded>
      {may && (opened || url.rule === 'new') ? <RuleForm key={url.rule} rule={opened} close={close} /> : null}
    </Card>
  );
}
