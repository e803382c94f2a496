import { Button } from '@mantine/core';
import { Card } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { useAnswerWords } from './answer.messages.ts';
import styles from './Rounds.module.css';
import { type Sheet, useChoices } from './rounds.ts';

/** After the closing: what I said, for myself. */
export function MyAnswers({ sheet }: { sheet: Sheet }) {
  const words = useAnswerWords();
  const { people } = useChoices();
  const said = ({ answer }: Sheet['touchpoints'][number]) => {
    if (!answer) return words.nothing;
    if (!answer.touches) return words.no;
    const { accountable, ownRole } = answer;
    if (!accountable || !ownRole) return words.nothing;
    const person =
      accountable.kind === 'person' ? people.find((one) => one.value === accountable.person) : undefined;
    return words.mine(person?.label ?? words.kinds[accountable.kind], words.roles[ownRole][0]);
  };
  return (
    <Card title={words.closedTitle}>
      <p className="muted">{words.closedText}</p>
      {sheet.touchpoints.map((place) => (
        <div key={place.key} className={styles.line}>
          <b>{place.name}</b>
          <span>{said(place)}</span>
        </div>
      ))}
      <Button mt="lg" variant="filled" component={Go} to={`/ownership/rounds/${sheet.round.id}`}>
        {words.toResult}
      </Button>
    </Card>
  );
}
