import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Confirm } from '../../parts/Confirm.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { OwnershipNav } from '../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useParam, useUrl } from '../../parts/useUrl.ts';
import { Agenda } from './Agenda.tsx';
import { useRoundWords } from './messages.ts';
import { Result } from './Result.tsx';
import { useResultWords } from './result.messages.ts';
import { type Round as RoundData, touched, useMyRounds, useResult, useRound } from './rounds.ts';
import { Standing } from './Standing.tsx';

/** One round: who is asked while it is open, what they said once it is closed, and the agenda made from it. */
export function Round() {
  const words = useRoundWords();
  const format = useFormat();
  const id = useParam('roundId');
  const [url] = useUrl();
  const round = useRound(id);
  const closed = round.data?.state === 'closed';
  const result = useResult(id, closed);
  const data = round.data;
  const sentence = data
    ? [
        data.madeBy ? words.by(data.madeBy.name) : '',
        words.places(data.touchpoints),
        data.closedAt ? words.closedOn(format.date(data.closedAt)) : words.until(format.date(data.dueOn)),
        words.answered(data.finished, data.invited),
      ]
        .filter(Boolean)
        .join(' · ')
    : undefined;
  return (
    <>
      <PageHeader
        title={data?.name ?? '…'}
        sentence={sentence}
        above={
          <Go to="/ownership/rounds" className="no-print">
            {words.back}
          </Go>
        }
        actions={data ? <Actions round={data} agenda={url.view === 'agenda'} /> : undefined}
      />
      <OwnershipNav />
      <Loaded query={round}>
        {(shown) =>
          shown.state === 'closed' ? (
            <Loaded query={result}>
              {(found) =>
                url.view === 'agenda' ? (
                  <Agenda round={shown} result={found} />
                ) : (
                  <Result round={shown} result={found} />
                )
              }
            </Loaded>
          ) : (
            <Standing round={shown} />
          )
        }
      </Loaded>
    </>
  );
}

function Actions({ round, agenda }: { round: RoundData; agenda: boolean }) {
  const words = useRoundWords();
  const result = useResultWords();
  const may = useMay('ownership:write');
  const [asking, setAsking] = useState(false);
  const waits = useMyRounds().data?.items.find((one) => one.id === round.id);
  const remind = useChange<void, { reminded: number }>({
    call: () => api.post(`/rounds/${round.id}/reminders`),
    touches: touched,
    said: ({ reminded }) => words.reminded(reminded),
  });
  const close = useChange({
    call: () => api.post(`/rounds/${round.id}/closing`),
    touches: touched,
    said: words.closed,
    after: () => setAsking(false),
  });
  if (round.state === 'closed') {
    const page = `/ownership/rounds/${round.id}`;
    return (
      <>
        <Button component="a" href={apiPath(`/rounds/${round.id}/result`, { format: 'csv' })} download>
          CSV
        </Button>
        {agenda ? (
          <>
            <Button component={Go} to={page}>
              {result.toResult}
            </Button>
            <Button variant="filled" onClick={() => window.print()}>
              {result.print}
            </Button>
          </>
        ) : (
          <Button component={Go} to={`${page}?view=agenda`} variant="filled">
            {result.agenda}
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      {may && round.state === 'open' ? (
        <>
          <Button onClick={() => setAsking(true)}>{words.close}</Button>
          <Button loading={remind.isPending} onClick={() => remind.mutate()}>
            {words.remind}
          </Button>
        </>
      ) : null}
      {waits ? (
        <Button component={Go} to={`/rounds/${round.id}/answer`} variant="filled">
          {waits.answered > 0 ? words.goOn : words.answer}
        </Button>
      ) : null}
      <Confirm
        open={asking}
        close={() => setAsking(false)}
        title={words.closeTitle}
        act={words.close}
        onAct={() => close.mutate()}
        busy={close.isPending}
      >
        {words.closeText(round.name)}
      </Confirm>
    </>
  );
}
