import { Alert, Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/api.ts';
import { Card } from '../../parts/Card.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useAnswerWords } from './answer.messages.ts';
import { type Draft, draftsOf, lacks, pulseDraft } from './answers.ts';
import { Finish } from './Finish.tsx';
import { PlaceQuestions } from './PlaceQuestions.tsx';
import { PulseQuestions } from './PulseQuestions.tsx';
import styles from './Rounds.module.css';
import type { Sheet } from './rounds.ts';
import { useKeeper } from './useKeeper.ts';

const PULSE = '(pulse)';
const END = '(end)';

/** One step at a time; which one stands in the address, so that leaving and coming back loses nothing. */
export function Questions({ sheet, loadAgain }: { sheet: Sheet; loadAgain: () => void }) {
  const words = useAnswerWords();
  const [url, setUrl] = useUrl();
  const [drafts, setDrafts] = useState(() => draftsOf(sheet));
  const [pulse, setPulse] = useState(() => pulseDraft(sheet));
  const path = `/rounds/${sheet.round.id}`;
  const keeper = useKeeper(
    (key, body) => api.put(key === PULSE ? `${path}/pulse` : `${path}/answers/${key}`, body),
    {
      ...Object.fromEntries(sheet.touchpoints.map(({ key, answer }) => [key, answer?.version ?? 0])),
      [PULSE]: sheet.pulse?.version ?? 0,
    },
  );
  const steps = [...sheet.touchpoints.map((place) => place.key), PULSE, END];
  const pulseOpen = Object.values(pulse).some((value) => value === null);
  const open = sheet.touchpoints.filter(
    (place) => drafts[place.key] === undefined || lacks(drafts[place.key]).length > 0,
  );
  const next = open[0]?.key ?? (pulseOpen ? PULSE : END);
  // Whoever comes back goes on where something is still open; answering it must not lead away from it.
  const [begin] = useState(next);
  const at = steps.includes(url.at ?? '') ? (url.at as string) : begin;
  const here = steps.indexOf(at);
  const place = sheet.touchpoints[here];
  const heading = useArrivalAt(at);
  const go = (to: number) => {
    void keeper.flush();
    setUrl({ at: steps[to] });
    window.scrollTo({ top: 0 });
  };
  const answer = (key: string, draft: Draft) => {
    setDrafts((before) => ({ ...before, [key]: draft }));
    keeper.keep(key, draft);
  };
  const missing = place && drafts[place.key] ? lacks(drafts[place.key]) : [];
  const done = sheet.touchpoints.length - open.length + (pulseOpen ? 0 : 1);
  return (
    <Card>
      <div className="row between tiny muted">
        <span>{words.step(Math.min(here + 1, steps.length - 1), steps.length - 1)}</span>
        <output aria-live="polite">
          {keeper.state === 'saving' || keeper.state === 'saved' || keeper.state === 'unsaved'
            ? words[keeper.state]
            : ''}
        </output>
      </div>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={words.progress}
        aria-valuemin={0}
        aria-valuemax={steps.length - 1}
        aria-valuenow={done}
      >
        <span style={{ width: `${(100 * done) / (steps.length - 1)}%` }} />
      </div>
      {keeper.state === 'elsewhere' ? (
        <Alert mb="md" role="alert">
          {words.elsewhere}{' '}
          <Button ml="sm" onClick={loadAgain}>
            {words.loadAgain}
          </Button>
        </Alert>
      ) : null}
      {place ? (
        <PlaceQuestions
          key={place.key}
          heading={heading}
          place={place}
          question={sheet.round.question}
          draft={drafts[place.key]}
          onChange={(draft) => answer(place.key, draft)}
        />
      ) : at === PULSE ? (
        <PulseQuestions
          heading={heading}
          pulse={pulse}
          onChange={(next) => {
            setPulse(next);
            keeper.keep(PULSE, next);
          }}
        />
      ) : (
        <Finish
          heading={heading}
          sheet={sheet}
          open={open.length}
          pulseOpen={pulseOpen}
          toFirst={() => go(steps.indexOf(next))}
          back={() => go(here - 1)}
          flush={keeper.flush}
        />
      )}
      {missing.length > 0 ? (
        <p className="tiny muted" style={{ marginBottom: 0 }}>
          {words.missing}
          {missing.map((part) => words.parts[part]).join(', ')}.
        </p>
      ) : null}
      {at === END ? null : (
        <div className={styles.foot}>
          <Button onClick={() => go(here - 1)} disabled={here === 0}>
            {words.back}
          </Button>
          <Button variant="filled" onClick={() => go(here + 1)}>
            {words.next}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** The heading of the step takes the focus when the step changes, so that a reader hears where they are. */
function useArrivalAt(step: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) heading.current?.focus({ preventScroll: true });
    before.current = step;
  }, [step]);
  return heading;
}
