import { NativeSelect } from '@mantine/core';
import { bodies } from '../../../close/complaints/names.ts';
import { useMay } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { type Complaint, useComplaintVerb } from './complaints.ts';
import { useComplaintWords } from './messages.ts';

/** Where the customer took it, and how they decided. */
export function Escalations({ complaint }: { complaint: Complaint }) {
  return complaint.escalations.map((one) => <Escalation key={one.id} complaint={complaint} one={one} />);
}

function Escalation({ complaint, one }: { complaint: Complaint; one: Complaint['escalations'][number] }) {
  const words = useComplaintWords();
  const format = useFormat();
  const may = useMay('case:work');
  const decide = useComplaintVerb<{ decision: string }>(complaint.id, `escalations/${one.id}/decision`, {
    said: words.escalated,
  });
  return (
    <CardRow
      action={
        may && !one.decision ? (
          <NativeSelect
            aria-label={`${words.noteDecision} ${one.body}`}
            value=""
            onChange={(event) => decide.mutate({ decision: event.currentTarget.value })}
            data={[
              { value: '', label: words.noteDecision },
              ...bodies.map((value) => ({ value, label: words.decisions[value] })),
            ]}
          />
        ) : null
      }
    >
      <b>{one.body}</b>
      <div className="tiny muted">
        {[
          format.date(one.at),
          one.reference,
          one.decision ? words.decided(words.decisions[one.decision]) : words.waiting,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </CardRow>
  );
}
