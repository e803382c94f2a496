import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useRecoveryWords } from './messages.ts';
import { fromMinor, toMinor } from './money.ts';
import styles from './Recovery.module.css';
import { type Budget, touchedByMoney } from './recovery.ts';

const limits = ['perCase', 'perCustomer', 'perMonth'] as const;

/** Whose budget, and its three limits. Changed limits hold from now on. */
export function BudgetForm({ budget, done }: { budget: Budget | undefined; done: () => void }) {
  const words = useRecoveryWords();
  const { currency } = useMe().organisation;
  const departments =
    useApi<{ items: { id: string; name: string }[] }>(['departments'], '/departments').data?.items ?? [];
  const [whose, setWhose] = useState({
    departmentId: budget?.department?.id ?? '',
    role: budget ? (budget.role ?? '') : 'member',
  });
  const [form, setForm] = useState({
    perCase: budget ? fromMinor(budget.perCase, currency) : '50',
    perCustomer: budget ? fromMinor(budget.perCustomer, currency) : '100',
    perMonth: budget ? fromMinor(budget.perMonth, currency) : '2000',
  });
  const amounts = Object.fromEntries(limits.map((key) => [key, toMinor(form[key], currency)]));
  const wrong = limits.some((key) => amounts[key] === undefined);
  const save = useChange({
    call: () =>
      api.put('/recovery/budgets', {
        departmentId: whose.departmentId || null,
        role: whose.role || null,
        currency,
        ...amounts,
      }),
    touches: touchedByMoney,
    said: words.savedBudget,
    after: done,
    quiet: true,
  });
  const end = useChange({
    call: () => api.del(`/recovery/budgets/${budget?.id}`),
    touches: touchedByMoney,
    said: words.endedBudget,
    undo: () => save.mutateAsync(),
    after: done,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) save.mutate();
      }}
    >
      <NativeSelect
        label={words.department}
        value={whose.departmentId}
        disabled={budget !== undefined}
        data={[
          { value: '', label: words.allDepartments },
          ...departments.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => setWhose({ ...whose, departmentId: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.role}
        value={whose.role}
        disabled={budget !== undefined}
        data={[
          { value: '', label: words.allRoles },
          ...Object.entries(words.roles).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(event) => setWhose({ ...whose, role: event.currentTarget.value })}
      />
      {limits.map((key) => (
        <TextInput
          key={key}
          label={`${words[key]} (${currency})`}
          inputMode="decimal"
          value={form[key]}
          onChange={(event) => setForm({ ...form, [key]: event.currentTarget.value })}
          error={amounts[key] === undefined ? words.amountWrong : save.error?.field(key)}
        />
      ))}
      {save.error ? (
        <p role="alert" className="tiny" style={{ margin: 0, color: 'var(--bad)' }}>
          {save.error.detail}
        </p>
      ) : null}
      <div className={styles.end}>
        {budget ? (
          <Button onClick={() => end.mutate()} loading={end.isPending}>
            {words.endBudget}
          </Button>
        ) : null}
        <Button type="submit" variant="filled" loading={save.isPending} disabled={wrong}>
          {words.saveBudget}
        </Button>
      </div>
    </form>
  );
}
