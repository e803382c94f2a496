import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { OwnershipNav } from '../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useRoundWords } from './messages.ts';
import { RoundForm } from './RoundForm.tsx';
import { type RoundLine, useMyRounds, useRounds } from './rounds.ts';

/** Every round: what waits for me, what is open, what was said. */
export function Rounds() {
  const words = useRoundWords();
  const may = useMay('ownership:write');
  const [url, setUrl] = useUrl();
  const rounds = useRounds();
  const mine = new Map((useMyRounds().data?.items ?? []).map((one) => [one.id, one]));
  const begin = may ? (
    <Button variant="filled" onClick={() => setUrl({ new: '1' }, { push: true })}>
      {words.begin}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader title={words.title} sentence={words.sentence} actions={begin} />
      <OwnershipNav />
      <Loaded query={rounds}>
        {({ items }) => (
          <Card>
            {items.length === 0 ? (
              <EmptyState title={words.emptyTitle} text={words.emptyText} />
            ) : (
              items.map((round) => (
                <Line key={round.id} round={round} waiting={mine.get(round.id)?.answered} />
              ))
            )}
          </Card>
        )}
      </Loaded>
      {url.new && may ? <RoundForm close={() => setUrl({ new: undefined })} /> : null}
    </>
  );
}

function Line({ round, waiting }: { round: RoundLine; waiting: number | undefined }) {
  const words = useRoundWords();
  const format = useFormat();
  const closed = round.state === 'closed';
  const { decided, postponed, open } = round.outcomes;
  const facts = [
    words.places(round.touchpoints),
    closed && round.closedAt
      ? words.closedOn(format.date(round.closedAt))
      : round.state === 'planned'
        ? words.begins(format.date(round.opensOn))
        : words.until(format.date(round.dueOn)),
    round.state === 'planned' ? '' : words.answered(round.finished, round.invited),
    closed ? words.decided(decided, decided + postponed + open) : '',
  ];
  return (
    <CardRow
      lead={round.madeBy ? <Face person={round.madeBy} /> : undefined}
      action={
        waiting === undefined ? undefined : (
          <Button
            component={Go}
            to={`/rounds/${round.id}/answer`}
            aria-label={`${words.answer}: ${round.name}`}
          >
            {waiting > 0 ? words.goOn : words.answer}
          </Button>
        )
      }
    >
      <Go to={`/ownership/rounds/${round.id}`}>
        <b>{round.name}</b>
      </Go>{' '}
      <Chip tone={round.state === 'open' ? 'accent' : 'few'}>{words.states[round.state]}</Chip>
      <div className="tiny muted">{facts.filter(Boolean).join(' · ')}</div>
    </CardRow>
  );
}
