import { Button } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useParam } from '../../parts/useUrl.ts';
import { useAnswerWords } from './answer.messages.ts';
import { MyAnswers } from './MyAnswers.tsx';
import { Questions } from './Questions.tsx';
import styles from './Rounds.module.css';
import type { Sheet } from './rounds.ts';

/** Where somebody who is invited answers: one touchpoint at a time, kept at every step, on the phone too. */
export function Answer() {
  const words = useAnswerWords();
  const format = useFormat();
  const id = useParam('roundId');
  const sheet = useApi<Sheet>(['rounds', id, 'answers'], `/rounds/${id}/answers`, { keep: false });
  const [loaded, setLoaded] = useState(0);
  const loadAgain = () => void sheet.refetch().then(() => setLoaded((n) => n + 1));
  const round = sheet.data?.round;
  const open = round?.state === 'open';
  return (
    <div className={styles.narrow}>
      <PageHeader
        title={round?.name ?? '…'}
        sentence={round && open ? words.sentence(format.date(round.dueOn)) : undefined}
      />
      <Loaded query={sheet}>
        {(data) =>
          data.round.state === 'open' ? (
            <Questions key={`${id} ${loaded}`} sheet={data} loadAgain={loadAgain} />
          ) : data.round.state === 'planned' ? (
            <Card>
              <EmptyState
                title={words.plannedTitle}
                text={words.plannedText(format.date(data.round.opensOn))}
                action={
                  <Button component={Go} to="/">
                    {words.toHome}
                  </Button>
                }
              />
            </Card>
          ) : (
            <MyAnswers sheet={data} />
          )
        }
      </Loaded>
    </div>
  );
}
