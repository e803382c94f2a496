import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useMay, useOrganisation } from '../../../api/me.ts';
import { useChange } from '../../../api/useChange.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { Face } from '../../../parts/Face.tsx';
import { Dialog } from '../../../parts/Panel.tsx';
import { addDays, dayOf } from '../../../parts/period.ts';
import styles from './Disputes.module.css';
import { type Ruling, touchedByRuling, useRulings } from './disputes.ts';
import { useDisputesWords } from './messages.ts';

const tones = { in_force: 'good', review: 'bad', left: 'bad', retired: 'few' } as const;
const renewalDays = 183;

/** What was ruled and routes by itself; what has stopped doing so stands first. */
export function Rulings() {
  const words = useDisputesWords();
  const items = (useRulings().data?.items ?? [])
    .filter((one) => one.state !== 'retired')
    .sort((a, b) => Number(a.state === 'in_force') - Number(b.state === 'in_force'));
  return (
    <Card title={words.rulings}>
      {items.length === 0 ? <p className="muted">{words.noRulings}</p> : null}
      {items.map((one) => (
        <RulingRow key={one.id} ruling={one} />
      ))}
    </Card>
  );
}

function RulingRow({ ruling }: { ruling: Ruling }) {
  const words = useDisputesWords();
  const format = useFormat();
  const may = useMay('ownership:write');
  const { timezone } = useOrganisation();
  const [retiring, retire] = useState(false);
  const renew = useChange({
    call: () =>
      api.post(`/rulings/${ruling.id}/renewal`, {
        reviewOn: addDays(dayOf(new Date(), timezone), renewalDays),
      }),
    touches: touchedByRuling,
    said: words.renewed,
  });
  const only = Object.values(ruling.conditions).filter(Boolean).join(', ');
  return (
    <CardRow lead={<Face person={ruling.person} decorative />}>
      <b>{words.ruling(ruling.person.name, ruling.touchpoint.name)}</b>
      <div className="quote">
        <q>{ruling.reason}</q>
      </div>
      <div className="tiny muted row" style={{ flexWrap: 'wrap', gap: 6 }}>
        <Chip tone={tones[ruling.state]}>{words.rulingStates[ruling.state]}</Chip>
        <span>{words.until(format.date(ruling.reviewOn))}</span>
        {only ? <span>{only}</span> : null}
      </div>
      {may ? (
        <div className="row" style={{ marginTop: 6 }}>
          {ruling.state === 'left' ? null : (
            <Button
              size="compact-sm"
              onClick={() => renew.mutate()}
              loading={renew.isPending}
              aria-label={`${words.renew}: ${ruling.touchpoint.name}`}
            >
              {words.renew}
            </Button>
          )}
          <Button
            size="compact-sm"
            onClick={() => retire(true)}
            aria-label={`${words.retire}: ${ruling.touchpoint.name}`}
          >
            {words.retire}
          </Button>
        </div>
      ) : null}
      {retiring ? <RetireForm ruling={ruling} close={() => retire(false)} /> : null}
    </CardRow>
  );
}

function RetireForm({ ruling, close }: { ruling: Ruling; close: () => void }) {
  const words = useDisputesWords();
  const [reason, setReason] = useState('');
  const retire = useChange({
    call: () => api.post(`/rulings/${ruling.id}/retirement`, { reason }),
    touches: touchedByRuling,
    said: words.retired,
    after: close,
    quiet: true,
  });
  return (
    <Dialog open close={close} title={words.ruling(ruling.person.name, ruling.touchpoint.name)} size="sm">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          retire.mutate();
        }}
      >
        <Textarea
          label={words.retireWhy}
          required
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={retire.error?.detail}
        />
        <Button type="submit" variant="filled" loading={retire.isPending} disabled={reason.trim().length < 3}>
          {words.retire}
        </Button>
      </form>
    </Dialog>
  );
}
