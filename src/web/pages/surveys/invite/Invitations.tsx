import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { invitationStates } from '../../../../listen/invite/plan.ts';
import { api } from '../../../api/api.ts';
import { useMay } from '../../../api/me.ts';
import { useChange } from '../../../api/useChange.ts';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import { When } from '../../../parts/When.tsx';
import styles from './Invite.module.css';
import type { AnInvitation, Invited } from './invite.ts';
import { useInviteWords } from './messages.ts';
import { useReasonWords } from './reasons.messages.ts';

const tones = {
  answered: 'good',
  returned: 'bad',
  skipped: 'few',
  expired: 'few',
  withdrawn: 'few',
} as const;

/** Everybody who was asked or should have been, the newest first, with how far it got. */
export function Invitations({ survey }: { survey: Invited }) {
  const words = useInviteWords();
  const [url, setUrl] = useUrl();
  const pages = useInfiniteQuery({
    queryKey: ['invitations', survey.key, 'list', url.state ?? ''],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: AnInvitation[]; next: string | null }>(
        `/surveys/${survey.key}/invitations`,
        { after: pageParam, limit: 20, state: url.state },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  const items = pages.data ?? [];
  return (
    <Card title={words.list}>
      <NativeSelect
        className={styles.tools}
        label={words.showOnly}
        value={url.state ?? ''}
        onChange={(event) => setUrl({ state: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: words.anyState },
          ...invitationStates.map((value) => ({ value, label: words.states[value] })),
        ]}
      />
      <Loaded query={pages as never}>
        {() =>
          items.length === 0 ? (
            <p className="muted">{words.listNone}</p>
          ) : (
            items.map((one) => <Row key={one.id} survey={survey} invitation={one} />)
          )
        }
      </Loaded>
      {pages.hasNextPage ? (
        <Button mt={12} loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {words.moreItems}
        </Button>
      ) : null}
    </Card>
  );
}

function Row({ survey, invitation }: { survey: Invited; invitation: AnInvitation }) {
  const words = useInviteWords();
  const reasons = useReasonWords();
  const mayWrite = useMay('survey:write');
  const { id, state, customer, address, skipReason, plan, reminders } = invitation;
  const name = customer?.name ?? address ?? words.somebody;
  const withdraw = useChange({
    call: () => api.del(`/survey-invitations/${id}`),
    touches: [['invitations', survey.key]],
    said: words.withdrawn,
  });
  const open = ['waiting', 'sent', 'opened', 'begun'].includes(state);
  return (
    <CardRow
      action={
        <span className="row">
          <Chip tone={tones[state as keyof typeof tones] ?? 'pass'}>{words.states[state]}</Chip>
          {open && mayWrite ? (
            <Button
              size="compact-sm"
              aria-label={`${words.withdraw}: ${name}`}
              onClick={() => withdraw.mutate()}
            >
              {words.withdraw}
            </Button>
          ) : null}
        </span>
      }
    >
      {customer ? <Go to={`/customers/${customer.id}`}>{name}</Go> : name}
      <div className="tiny muted">
        {[
          plan?.name,
          skipReason ? reasons[skipReason] : null,
          reminders > 0 ? words.reminders(reminders) : null,
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        <When at={invitation.sentAt ?? invitation.madeAt} />
      </div>
    </CardRow>
  );
}
