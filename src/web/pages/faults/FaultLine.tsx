import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Faces } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Seat } from '../../parts/Seat.tsx';
import styles from './Faults.module.css';
import { type Finding, touched } from './faults.ts';
import { useFaultWords } from './messages.ts';
import { useSaid } from './useSaid.ts';

interface Props {
  finding: Finding;
  /** Remedies are for today only. */
  live: boolean;
  dismiss: () => void;
}

const emptySeats = new Set([
  'nobody_accountable',
  'orphan_metric',
  'orphan_source',
  'orphan_promise',
  'headless_department',
]);
const tones = { high: 'bad', medium: 'pass', low: 'few' } as const;

/** One fault: who, what is wrong, one way out with its reason, and the way to let it stand. */
export function FaultLine({ finding, live, dismiss }: Props) {
  const words = useFaultWords();
  const format = useFormat();
  const may = useMay('ownership:write');
  const { said, because, act, done } = useSaid(finding);
  const { remedy, object, people, dismissed } = finding;
  const call = () => api.post<{ id: string }>('/ownership/remedies', { finding: finding.id });
  const fix = useChange<void, { id: string }>({
    call,
    touches: touched,
    said: done,
    undo: ({ id }) => api.post(`/ownership/remedies/${id}/undo`),
  });
  const ask = useChange<void, { id: string }>({ call, touches: touched, said: done });
  const lift = useChange({
    call: () => api.del(`/ownership/dismissals/${dismissed?.id}`),
    touches: touched,
    said: words.lifted(object.name),
  });
  const mails = ['remind', 'ask_mandate', 'remind_mandate'].includes(remedy.verb);
  const isSeat = object.kind === 'touchpoint' || object.kind === 'phase' || object.kind === 'journey';
  return (
    <CardRow
      lead={
        emptySeats.has(finding.fault) || people.length === 0 ? (
          <Seat />
        ) : (
          <Faces people={people} max={3} size="m" />
        )
      }
      action={
        !may || !live ? null : dismissed ? (
          <Button onClick={() => lift.mutate()}>{words.lift}</Button>
        ) : (
          <div className={styles.acts}>
            {remedy.verb === 'open' && remedy.href ? (
              <Button component={Go} to={remedy.href} aria-label={words.actOf(act, object.name)}>
                {act}
              </Button>
            ) : (
              <Button
                onClick={() => (mails ? ask : fix).mutate()}
                loading={fix.isPending || ask.isPending}
                aria-label={words.actOf(act, object.name)}
              >
                {act}
              </Button>
            )}
            <div className={styles.quiet}>
              {isSeat && remedy.verb === 'seat' ? (
                <Go to={`/ownership?object=${object.kind}:${object.key}&assign=A`} className="tiny">
                  {words.other}
                  <span className="only-heard"> {object.name}</span>
                </Go>
              ) : null}
              <button type="button" className={`${styles.link} tiny`} onClick={dismiss}>
                {words.dismiss}
                <span className="only-heard"> {object.name}</span>
              </button>
            </div>
          </div>
        )
      }
    >
      <div className={styles.head}>
        <b>{object.name}</b>
        <Chip tone={tones[finding.severity]}>{words.faults[finding.fault]}</Chip>
      </div>
      <div>{said}</div>
      <div className="tiny muted">
        {[finding.since ? words.since(format.date(finding.since)) : '', dismissed ? '' : because]
          .filter(Boolean)
          .join(' · ')}
        {dismissed
          ? words.stands(format.date(dismissed.until), dismissed.by?.name ?? '', dismissed.reason)
          : null}
      </div>
    </CardRow>
  );
}
