import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { Face } from '../../parts/Face.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { When } from '../../parts/When.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { useOpennessWords } from './messages.ts';
import { type AccessRequest, touched, useRequests } from './openness.ts';
import { TermsForm } from './TermsForm.tsx';

/** Who asked for which data: what is open first, what was answered behind a button. */
export function Requests({ workingDays }: { workingDays: number }) {
  const words = useOpennessWords();
  const query = useRequests();
  const may = useMay('source:write');
  const [all, setAll] = useState(false);
  const [terms, setTerms] = useState(false);
  const [answering, setAnswering] = useState<{ request: AccessRequest; granted: boolean }>();
  return (
    <Card
      title={words.requests}
      aside={
        <a href={apiPath('/access-requests', { format: 'csv' })} download>
          CSV
        </a>
      }
    >
      <Loaded query={query}>
        {({ items }) => {
          const open = items.filter((one) => one.state === 'open');
          const done = items.filter((one) => one.state !== 'open');
          return (
            <>
              <p className="muted">
                {open.length === 0 ? words.noneOpen(workingDays) : words.within(workingDays)}{' '}
                {may ? (
                  <Button size="compact-sm" variant="subtle" onClick={() => setTerms(true)}>
                    {words.changeDays}
                  </Button>
                ) : null}
              </p>
              {open.map((one) => (
                <One
                  key={one.id}
                  request={one}
                  answer={(granted) => setAnswering({ request: one, granted })}
                />
              ))}
              {all ? done.map((one) => <One key={one.id} request={one} />) : null}
              {done.length > 0 ? (
                <Button size="compact-sm" variant="subtle" onClick={() => setAll(!all)}>
                  {all ? words.hideDone : words.showDone(done.length)}
                </Button>
              ) : null}
            </>
          );
        }}
      </Loaded>
      {terms ? <TermsForm workingDays={workingDays} close={() => setTerms(false)} /> : null}
      {answering ? <AnswerForm {...answering} close={() => setAnswering(undefined)} /> : null}
    </Card>
  );
}

const tones = { open: 'pass', granted: 'good', denied: 'bad', withdrawn: 'few' } as const;

function One({ request, answer }: { request: AccessRequest; answer?: (granted: boolean) => void }) {
  const words = useOpennessWords();
  const format = useFormat();
  const withdraw = useChange({
    call: () => api.del(`/access-requests/${request.id}`),
    touches: touched,
    said: words.withdrawn,
  });
  const { set, department, askedBy, state, asks } = request;
  const last = asks.at(-1);
  const name = `${department.name}: ${set.name}`;
  return (
    <CardRow
      lead={<Face person={askedBy} />}
      action={
        answer && request.mine.answer ? (
          <span className="row">
            <Button onClick={() => answer(true)} aria-label={`${words.grant}: ${name}`}>
              {words.grant}
            </Button>
            <Button variant="subtle" onClick={() => answer(false)} aria-label={`${words.deny}: ${name}`}>
              {words.deny}
            </Button>
          </span>
        ) : request.mine.withdraw ? (
          <Button onClick={() => withdraw.mutate()} loading={withdraw.isPending}>
            {words.withdraw}
          </Button>
        ) : (
          <Chip tone={tones[state]}>{words.states[state]}</Chip>
        )
      }
    >
      <b>{words.asksFor(department.name, set.name, words.levels[request.level])}</b>
      <div className="quote">{request.purpose}</div>
      <div className="tiny muted">
        {askedBy.name}, <When at={request.askedAt} />
        {state === 'open' && last ? (
          <>
            {' · '}
            {words.liesWith(last.person.name, words.rungs[last.rung])} · <Deadline at={request.dueAt} />
          </>
        ) : null}
        {request.answer
          ? ` · ${request.answer.by.name}, ${format.day(request.answer.at)}${request.answer.reason ? `: ${request.answer.reason}` : ''}`
          : ''}
      </div>
    </CardRow>
  );
}
