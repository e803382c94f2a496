import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { BudgetForm } from './BudgetForm.tsx';
import { useRecoveryWords } from './messages.ts';
import { useMinor } from './money.ts';
import styles from './Recovery.module.css';
import { type Budget, useBudgets } from './recovery.ts';

/** Who may give how much without asking, and what is left of it this month. */
export function Budgets() {
  const words = useRecoveryWords();
  const may = useMay('recovery:write');
  const budgets = useBudgets();
  const [open, setOpen] = useState<Budget | 'new'>();
  const make = (
    <Button onClick={() => setOpen('new')} mt={10}>
      {words.newBudget}
    </Button>
  );
  return (
    <Card title={words.budgets} aside={words.budgetsHint}>
      <Loaded query={budgets}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.noBudgets} text={words.noBudgetsText} action={may ? make : undefined} />
          ) : (
            <>
              {items.map((one) => (
                <BudgetRow key={one.id} budget={one} edit={may ? () => setOpen(one) : undefined} />
              ))}
              {may ? make : null}
            </>
          )
        }
      </Loaded>
      {open ? (
        <SidePanel
          open
          close={() => setOpen(undefined)}
          title={open === 'new' ? words.newBudget : words.budgetOf}
          size="sm"
        >
          <BudgetForm budget={open === 'new' ? undefined : open} done={() => setOpen(undefined)} />
        </SidePanel>
      ) : null}
    </Card>
  );
}

/** “Service · Members”, or whoever it is for. */
export function useWhose(): (budget: Pick<Budget, 'department' | 'role'>) => string {
  const words = useRecoveryWords();
  return ({ department, role }) =>
    [department?.name, role ? words.roles[role as keyof typeof words.roles] : '']
      .filter(Boolean)
      .join(' · ') || words.everybody;
}

function BudgetRow({ budget, edit }: { budget: Budget; edit: (() => void) | undefined }) {
  const words = useRecoveryWords();
  const minor = useMinor();
  const whose = useWhose()(budget);
  const money = (amount: number) => minor(amount, budget.currency);
  const { spent, left, reserved } = budget;
  return (
    <CardRow
      action={
        edit ? (
          <Button size="compact-md" onClick={edit} aria-label={`${words.editBudget}: ${whose}`}>
            {words.editBudget}
          </Button>
        ) : undefined
      }
    >
      <b>{whose}</b> <span className="tiny dim">{words.people(budget.people)}</span>
      <div className="tiny muted">
        {words.limits(money(budget.perCase), money(budget.perCustomer), money(budget.perMonth))}
      </div>
      {spent === null || left === null ? (
        <div className="tiny dim">{words.fewPeople}</div>
      ) : (
        <>
          <div className={styles.bar} aria-hidden>
            <span style={{ width: `${Math.min(100, (100 * spent) / Math.max(1, budget.perMonth))}%` }} />
          </div>
          <div className="tiny">
            {words.ofMonth(money(spent), money(left))}
            {reserved ? ` · ${words.reserved(money(reserved))}` : ''}
          </div>
        </>
      )}
    </CardRow>
  );
}
