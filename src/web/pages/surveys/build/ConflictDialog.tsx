import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useChange } from '../../../api/useChange.ts';
import { done } from '../../../parts/notify.ts';
import { Dialog } from '../../../parts/Panel.tsx';
import { type OneSurvey, storedOf, surveyPath } from '../surveys.ts';
import { textRows } from '../translate/texts.ts';
import styles from './Builder.module.css';
import { useBuildWords } from './messages.ts';
import type { Drafting } from './useDraft.ts';
import { usePlaceTitle } from './usePlaceTitle.ts';

/** Two people wrote one draft: theirs is stored, mine is here, and one of us says what holds. */
export function ConflictDialog({ survey, drafting }: { survey: OneSurvey; drafting: Drafting }) {
  const words = useBuildWords();
  const [later, setLater] = useState(false);
  const path = surveyPath(survey.key);
  const query = useQuery({
    queryKey: ['survey conflict', survey.key],
    queryFn: () => api.get<OneSurvey>(path),
    staleTime: 0,
    gcTime: 0,
  });
  const theirs = query.data;
  const copy = useChange<void, OneSurvey>({
    call: () =>
      api.post('/surveys', {
        name: words.copyOf(survey.name),
        touchpoint: survey.touchpoint?.key ?? null,
        document: drafting.document,
      }),
    touches: [['surveys']],
    said: (made) => words.copied(made.name),
    after: () => theirs && drafting.take(theirs),
  });
  if (later) {
    return (
      <div className={styles.banner} role="alert">
        {words.conflictTitle}
        <Button onClick={() => setLater(false)}>{words.decide}</Button>
      </div>
    );
  }
  return (
    <Dialog open close={() => setLater(true)} title={words.conflictTitle}>
      <div className="stack">
        <p>{words.conflictText}</p>
        {theirs ? <Differences mine={drafting.document} theirs={storedOf(theirs).document} /> : null}
        <div className={styles.choices}>
          <Button
            variant="filled"
            data-autofocus
            disabled={!theirs}
            onClick={() => {
              if (!theirs) return;
              drafting.take(theirs);
              done(words.theirsSaid);
            }}
          >
            {words.theirs}
          </Button>
          <Button disabled={!theirs} loading={copy.isPending} onClick={() => copy.mutate()}>
            {words.copy}
          </Button>
          <Button
            disabled={!theirs}
            onClick={() => theirs && void drafting.insist(storedOf(theirs).revision)}
          >
            {words.mine}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface Two {
  mine: OneSurvey['draftDocument'];
  theirs: NonNullable<OneSurvey['draftDocument']>;
}

/** Names of the places whose words are not the same in both, five at most. */
function Differences({ mine, theirs }: Two) {
  const words = useBuildWords();
  const titleOf = usePlaceTitle(theirs);
  if (!mine) return null;
  const here = new Map(textRows(mine).map(({ id, texts }) => [id, JSON.stringify(texts)]));
  const names = textRows(theirs)
    .filter(({ id, texts }) => here.get(id) !== JSON.stringify(texts))
    .map(({ place }) => titleOf(place));
  const some = [...new Set(names)].slice(0, 5);
  if (some.length === 0) return null;
  return (
    <div>
      <b className="tiny">{words.differs}</b>
      <ul className={styles.differs}>
        {some.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </div>
  );
}
