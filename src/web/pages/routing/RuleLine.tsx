import { Fragment } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import styles from './Routing.module.css';
import { useRoutingWords } from './routing.messages.ts';
import { type Choices, type Rule, useSay } from './routing.ts';

/** One rule as a sentence: its conditions as chips, then where it goes. */
export function RuleLine({ rule, choices }: { rule: Rule; choices: Choices | undefined }) {
  const words = useRoutingWords();
  const format = useFormat();
  const say = useSay(choices);
  return (
    <>
      <div className={styles.name}>
        <b>{rule.name}</b>
        {rule.state === 'planned' ? <Chip>{words.planned(format.date(rule.activeFrom))}</Chip> : null}
        {rule.state === 'on' && rule.endedAt ? <Chip>{words.until(format.date(rule.endedAt))}</Chip> : null}
        {rule.cases > 0 ? <span className="tiny muted">{words.cases(rule.cases)}</span> : null}
      </div>
      <div className={styles.says}>
        {rule.conditions.length === 0 ? (
          <Chip>{words.everyCase}</Chip>
        ) : (
          rule.conditions.map((condition, i) => (
            <Fragment key={JSON.stringify(condition)}>
              {i > 0 ? <span className="tiny dim">{words[rule.matches]}</span> : null}
              <Chip>{say.condition(condition)}</Chip>
            </Fragment>
          ))
        )}
        <Target rule={rule} />
      </div>
      {rule.trouble ? <div className={styles.trouble}>{words.trouble[rule.trouble]}</div> : null}
    </>
  );
}

function Target({ rule }: { rule: Rule }) {
  const words = useRoutingWords();
  const { goes, target } = rule;
  if (goes.to === 'ledger') {
    return (
      <span>
        → {words.staysWith} <b>{words.ledger}</b>
      </span>
    );
  }
  if (goes.to === 'person') {
    return (
      <span>
        → {words.goesTo} <b>{target.name ?? words.gonePerson}</b>
      </span>
    );
  }
  const how = goes.by === 'skill' ? words.knows(goes.skills) : words.by[goes.by];
  return (
    <span>
      → {words.goesTo} <b>{target.departmentName ?? words.goneDepartment}</b>, {how}
    </span>
  );
}
