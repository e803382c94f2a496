import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import type { CustomerSheet } from './customers.ts';
import { useCustomersWords } from './messages.ts';

/** Which customers became this one, why, and the way back. */
export function Merges({ sheet }: { sheet: CustomerSheet }) {
  const words = useCustomersWords();
  const format = useFormat();
  const may = useMay('customer:write');
  const undo = useChange<string, CustomerSheet>({
    call: (mergeId) => api.post(`/merges/${mergeId}/undo`, { reason: words.undoReason }),
    touches: [['customers'], ['cases']],
    said: words.mergeUndone,
  });
  if (sheet.merges.length === 0) return null;
  return (
    <Card title={words.merges}>
      {sheet.merges.map((one) => (
        <CardRow
          key={one.id}
          action={
            may && !one.undoneAt ? (
              <Button
                size="compact-sm"
                onClick={() => undo.mutate(one.id)}
                loading={undo.isPending && undo.variables === one.id}
              >
                {words.undo}
              </Button>
            ) : undefined
          }
        >
          {words.merged(one.fromName ?? words.unnamed, one.identities)}
          <div className="tiny muted">
            {[
              one.reason,
              format.date(one.at),
              one.by ? words.by(one.by) : '',
              one.undoneAt ? words.undone(format.date(one.undoneAt)) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </CardRow>
      ))}
    </Card>
  );
}
