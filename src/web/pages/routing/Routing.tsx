import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { Card } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { EndedRules } from './EndedRules.tsx';
import styles from './Routing.module.css';
import { RuleEditor } from './RuleEditor.tsx';
import { RuleList } from './RuleList.tsx';
import { useRoutingWords } from './routing.messages.ts';
import { type Rule, triedOf, useChoices, useRouting } from './routing.ts';
import { Skills } from './Skills.tsx';
import { Trial } from './Trial.tsx';

/** Whom a case goes to by rule: the list in its order, one rule in its editor, and beside it what they would do. */
export function Routing() {
  const words = useRoutingWords();
  const may = useMay('routing:write');
  const [url, setUrl] = useUrl();
  const rules = useRouting();
  const choices = useChoices().data;
  const items = rules.data?.items ?? [];
  const living = items.filter((rule) => rule.state !== 'ended');
  const opened = items.find((rule) => rule.id === url.rule);
  const editing = may && (url.rule === 'new' || opened !== undefined);
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={rules.data ? words.sentence(living.length) : undefined}
        above={<Go to="/settings?part=rules">{words.back}</Go>}
        actions={
          may && !editing ? (
            <Button variant="filled" onClick={() => setUrl({ rule: 'new' }, { push: true })}>
              {words.add}
            </Button>
          ) : undefined
        }
      />
      <Loaded query={rules}>
        {() =>
          editing ? (
            <RuleEditor key={url.rule} rule={opened} living={living} choices={choices} />
          ) : (
            <div className={styles.columns}>
              <div className="stack">
                {groupsOf(living).map(([department, group]) => (
                  <Card
                    key={department?.id ?? 'company'}
                    title={department ? words.inDepartment(department.name) : words.ofCompany}
                  >
                    {department ? <p className="muted tiny">{words.inDepartmentText}</p> : null}
                    <RuleList rules={group} living={living} choices={choices} />
                    {department ? null : (
                      <div className={styles.rest}>
                        <b>{words.otherwise}</b> {words.goesTo} <b>{words.ledger}</b>
                        <div className="tiny muted">{words.ledgerText}</div>
                        <div className="tiny muted">{words.ruling}</div>
                      </div>
                    )}
                  </Card>
                ))}
                <EndedRules rules={items.filter((rule) => rule.state === 'ended')} choices={choices} />
                <Skills known={choices?.skills ?? []} />
              </div>
              {may ? <Trial rules={living.map(triedOf)} /> : null}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

/** The company's rules, even where there are none, then those of each department that has some. */
function groupsOf(rules: Rule[]): [{ id: string; name: string } | null, Rule[]][] {
  const by = Map.groupBy(rules, (rule) => rule.departmentId);
  return [
    [null, by.get(null) ?? []],
    ...[...by].flatMap(([id, group]): [{ id: string; name: string }, Rule[]][] =>
      id === null ? [] : [[{ id, name: group[0]?.departmentName ?? '' }, group]],
    ),
  ];
}
