import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import styles from './Routing.module.css';
import { RuleLine } from './RuleLine.tsx';
import { useRoutingWords } from './routing.messages.ts';
import { type Choices, type Rule, rulesKey } from './routing.ts';

/** Rules that are over, folded away; each can begin again. */
export function EndedRules({ rules, choices }: { rules: Rule[]; choices: Choices | undefined }) {
  const words = useRoutingWords();
  const may = useMay('routing:write');
  const restart = useChange<Rule, Rule>({
    call: (rule) => api.patch<Rule>(`/routing/rules/${rule.id}`, { ended: false }),
    touches: [rulesKey],
    said: (_, rule) => words.startedNow(rule.name),
  });
  if (rules.length === 0) return null;
  return (
    <details className={styles.ended}>
      <summary>{words.endedRules(rules.length)}</summary>
      <ul className={styles.rules}>
        {rules.map((rule) => (
          <li key={rule.id} className={styles.rule}>
            <div className={styles.line}>
              <RuleLine rule={rule} choices={choices} />
            </div>
            {may ? (
              <Button
                size="compact-sm"
                aria-label={`${words.restart}: ${rule.name}`}
                loading={restart.isPending && restart.variables.id === rule.id}
                onClick={() => restart.mutate(rule)}
              >
                {words.restart}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
