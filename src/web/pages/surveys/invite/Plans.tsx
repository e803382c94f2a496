import { Button } from '@mantine/core';
import { api } from '../../../api/api.ts';
import { useMay } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { useChange } from '../../../api/useChange.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import styles from './Invite.module.css';
import type { APlan, Invited } from './invite.ts';
import { useInviteWords } from './messages.ts';
import { PlanForm } from './PlanForm.tsx';
import { usePlanWords } from './usePlanWords.ts';

/** When customers are asked, and how that goes. */
export function Plans({ survey }: { survey: Invited }) {
  const words = useInviteWords();
  const mayWrite = useMay('survey:write');
  const [url, setUrl] = useUrl();
  const query = useApi<{ items: APlan[] }>(
    ['invitations', survey.key, 'plans'],
    `/surveys/${survey.key}/plans`,
    {
      live: true,
    },
  );
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setUrl({ plan: 'new' }, { push: true })}>
      {words.add}
    </Button>
  ) : undefined;
  const opened = query.data?.items.find(({ id }) => id === url.plan);
  return (
    <Card title={words.plans} aside={query.data?.items.length ? add : undefined}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.none} text={words.noneText} action={add} />
          ) : (
            <>
              <p className="muted">
                {words.plansText} <Go to="/settings?part=contact">{words.rules}</Go>
              </p>
              {items.map((plan) => (
                <Row key={plan.id} survey={survey} plan={plan} />
              ))}
            </>
          )
        }
      </Loaded>
      {mayWrite && (url.plan === 'new' || opened) ? (
        <PlanForm key={url.plan} survey={survey} plan={opened} close={() => setUrl({ plan: undefined })} />
      ) : null}
    </Card>
  );
}

function Row({ survey, plan }: { survey: Invited; plan: APlan }) {
  const words = useInviteWords();
  const format = useFormat();
  const sayPlan = usePlanWords();
  const mayWrite = useMay('survey:write');
  const [, setUrl] = useUrl();
  const { id, name, stoppedAt } = plan;
  const turn = useChange({
    call: () => api.patch(`/surveys/${survey.key}/plans/${id}`, { stopped: stoppedAt === null }),
    touches: [['invitations', survey.key]],
    said: stoppedAt === null ? words.didStop(name) : words.didStart(name),
  });
  return (
    <CardRow
      action={
        <span className={styles.buttons}>
          {stoppedAt ? <Chip>{words.stopped}</Chip> : null}
          {mayWrite ? (
            <>
              <Button
                size="compact-sm"
                aria-label={`${words.change}: ${name}`}
                onClick={() => setUrl({ plan: id }, { push: true })}
              >
                {words.change}
              </Button>
              <Button
                size="compact-sm"
                aria-label={`${stoppedAt ? words.start : words.stop}: ${name}`}
                loading={turn.isPending}
                onClick={() => turn.mutate()}
              >
                {stoppedAt ? words.start : words.stop}
              </Button>
            </>
          ) : null}
        </span>
      }
    >
      <b>{name}</b>
      <div>{sayPlan(plan)}</div>
      <div className="tiny muted">
        {words.tally(format.number(plan.sent), format.number(plan.answered), format.number(plan.skipped))}
        {plan.waiting > 0 ? ` · ${words.waiting(plan.waiting)}` : ''}
      </div>
    </CardRow>
  );
}
