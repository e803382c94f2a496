import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay, useMe } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { dayOf } from '../../parts/period.ts';
import { useRecoveryWords } from './messages.ts';
import { useMinor } from './money.ts';
import { touchedByMoney } from './recovery.ts';

interface Month {
  month: string;
  closedAt: string | null;
  spent: number;
  waits: number;
}

/** The months with bookings; those that are over can be closed. */
export function Months() {
  const words = useRecoveryWords();
  const format = useFormat();
  const minor = useMinor();
  const may = useMay('recovery:write');
  const { currency, timezone } = useMe().organisation;
  const { data } = useApi<{ items: Month[] }>(['recovery', 'months'], '/recovery/months');
  const close = useChange<Month>({
    call: ({ month }) => api.post(`/recovery/months/${month}/closing`),
    touches: touchedByMoney,
    said: (_out, { month }) => words.closedNow(format.month(month)),
  });
  const running = dayOf(new Date(), timezone).slice(0, 7);
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={words.months} aside={words.monthsHint}>
      {data.items.map((one) => (
        <CardRow
          key={one.month}
          action={
            one.closedAt ? (
              <span className="tiny muted">{words.closed(format.date(one.closedAt))}</span>
            ) : one.month.slice(0, 7) === running ? (
              <span className="tiny muted">{words.current}</span>
            ) : may ? (
              <Button
                size="compact-md"
                onClick={() => close.mutate(one)}
                loading={close.isPending}
                aria-label={words.closeNamed(format.month(one.month))}
              >
                {words.closeMonth}
              </Button>
            ) : undefined
          }
        >
          <b>{format.month(one.month)}</b>
          <div className="tiny muted">{minor(one.spent, currency)}</div>
        </CardRow>
      ))}
    </Card>
  );
}
