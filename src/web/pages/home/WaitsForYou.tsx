import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import type { Dispute } from '../inbox/disputes.ts';
import { useOwnershipWords } from '../ownership/messages.ts';
import { touched } from '../ownership/ownership.ts';
import { useRoundWords } from '../rounds/messages.ts';
import { useMyRounds } from '../rounds/rounds.ts';
import { Asked } from './Asked.tsx';
import { useHeld } from './home.ts';
import { useHomeWords } from './messages.ts';
import { useAsked } from './useAsked.ts';

/**
 * Everything that waits for a word of mine, in one list: a case said to be mine, the ladder, roles to say yes to, rounds,
 * mandates, sources of mine, mentions. `ladder` is off for the sponsor, whose ladder stands by itself. Nothing where nobody asks.
 */
export function WaitsForYou({ ladder }: { ladder: boolean }) {
  const words = useHomeWords();
  const asked = useAsked();
  const rounds = useMyRounds().data?.items ?? [];
  const offers =
    useApi<{ items: Dispute[] }>(['disputes'], '/disputes', { query: { mine: true }, live: true }).data
      ?.items ?? [];
  const mandates =
    useApi<{ waiting: number }>(['mandates', 'waiting'], '/ownership/mandates/waiting').data?.waiting ?? 0;
  const mentions =
    useApi<{ items: { seen: boolean }[] }>(['mentions'], '/me/mentions').data?.items.filter(
      (one) => !one.seen,
    ).length ?? 0;
  const sources = useMySources();
  const access =
    useApi<{ items: unknown[] }>(['access', 'mine'], '/access-requests', {
      query: { mine: 'true' },
      live: true,
    }).data?.items.length ?? 0;
  const unsaid = useUnsaid();
  const rows = [
    ...offers.filter((one) => one.may.answer).map((one) => <Offer key={one.id} dispute={one} />),
    ...(ladder ? asked.map((one) => <Asked key={one.id} matter={one} />) : []),
    ...unsaid.slice(0, 3).map((one) => <Unsaid key={one.id} held={one} />),
    ...(unsaid.length > 3
      ? [<Line key="unsaid" text={words.moreUnsaid(unsaid.length - 3)} to="/ownership" act={words.look} />]
      : []),
    ...rounds.map((one) => <Round key={one.id} round={one} />),
    ...(mandates > 0
      ? [<Line key="m" text={words.mandates(mandates)} to="/ownership/mandates" act={words.look} />]
      : []),
    ...(access > 0
      ? [<Line key="access" text={words.access(access)} to="/sources/openness" act={words.look} />]
      : []),
    ...sources.map((one) => (
      <Line
        key={one.key}
        text={
          one.late
            ? words.sourceLate(one.name)
            : one.deadLetters > 0
              ? words.sourceWaits(one.name, one.deadLetters)
              : words.sourceChanged(one.name, one.drifts)
        }
        to={`/sources/${one.key}`}
        act={words.look}
      />
    )),
    ...(mentions > 0
      ? [<Line key="@" text={words.mentioned(mentions)} to="/mentions" act={words.read} />]
      : []),
  ];
  return rows.length > 0 ? <Card title={words.askedOfYou}>{rows}</Card> : null;
}

/** Sources I own that are late, changed their shape, or sent what could not be taken in. */
function useMySources() {
  const { data } = useApi<{
    items: {
      key: string;
      name: string;
      freshness: { state: string };
      drifts: number;
      deadLetters: number;
    }[];
  }>(['sources', 'mine'], '/me/sources', { live: true });
  return (data?.items ?? []).map((one) => ({
    ...one,
    late: one.freshness.state === 'late' || one.freshness.state === 'silent',
  }));
}

/** What was made mine and I have not said yes to. */
function useUnsaid() {
  return useHeld().items.filter(
    (one) => one.state === 'now' && !one.acknowledgedAt && (one.role === 'A' || one.role === 'R'),
  );
}

function Line({ text, to, act }: { text: string; to: string; act: string }) {
  return (
    <CardRow
      action={
        <Button component={Go} to={to} aria-label={`${act}: ${text}`}>
          {act}
        </Button>
      }
    >
      {text}
    </CardRow>
  );
}

function Offer({ dispute }: { dispute: Dispute }) {
  const words = useHomeWords();
  const name = dispute.case.customer.name ?? words.unnamed;
  const by = dispute.by?.name ?? dispute.byDepartment ?? '';
  return (
    <CardRow
      action={
        <Button component={Go} to={`/inbox/${dispute.case.id}`} aria-label={`${words.reply}: ${name}`}>
          {words.reply}
        </Button>
      }
    >
      <b>{words.saidYours(by, name)}</b>
      <div className="tiny muted">{dispute.reason}</div>
    </CardRow>
  );
}

function Unsaid({ held }: { held: ReturnType<typeof useUnsaid>[number] }) {
  const words = useOwnershipWords();
  const yes = useChange({
    call: () => api.post(`/assignments/${held.id}/acknowledgement`),
    touches: touched,
    said: words.saidYes,
  });
  const text = words.mineText(words.roles[held.role], held.object.name);
  return (
    <CardRow
      action={
        <Button onClick={() => yes.mutate()} loading={yes.isPending} aria-label={`${words.yes}: ${text}`}>
          {words.yes}
        </Button>
      }
    >
      {text}
    </CardRow>
  );
}

function Round({ round }: { round: NonNullable<ReturnType<typeof useMyRounds>['data']>['items'][number] }) {
  const words = useRoundWords();
  const format = useFormat();
  const facts = [words.answered(round.answered, round.touchpoints), words.until(format.date(round.dueOn))];
  return (
    <CardRow
      action={
        <Button
          component={Go}
          to={`/rounds/${round.id}/answer`}
          aria-label={`${words.answer}: ${round.name}`}
        >
          {round.answered > 0 ? words.goOn : words.answer}
        </Button>
      }
    >
      <b>{round.name}</b>
      <div className="tiny muted">{facts.join(' · ')}</div>
    </CardRow>
  );
}
