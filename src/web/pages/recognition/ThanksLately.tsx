import { Card, CardRow } from '../../parts/Card.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { When } from '../../parts/When.tsx';
import { useThanksWords } from './messages.ts';
import { useRecognitions } from './recognition.ts';

/** On Home: the latest thanks, and who waits for one. Nothing while there is neither. */
export function ThanksLately() {
  const words = useThanksWords();
  const thanked = useRecognitions('thanked', { limit: 3 }).data?.items ?? [];
  const waiting = useRecognitions('suggested', { limit: 3 }).data?.items.filter((one) => one.may.thank) ?? [];
  if (thanked.length + waiting.length === 0) return null;
  return (
    <Card title={words.home} aside={<Go to="/recognition">{words.all}</Go>}>
      {waiting.slice(0, 1).map((one) => (
        <CardRow key={one.id} lead={<Face person={one.person} decorative />}>
          <Go to="/recognition">{words.waitsForThanks(one.person.name)}</Go>
          {one.words ? (
            <div className="quote">
              <q>{one.words}</q>
            </div>
          ) : null}
        </CardRow>
      ))}
      {thanked.map((one) => {
        const said = one.words ?? one.thanks.find((thanks) => thanks.words)?.words;
        return (
          <CardRow key={one.id} lead={<Face person={one.person} decorative />}>
            <b>{words.thanked(one.person.name)}</b>{' '}
            <span className="tiny dim">
              <When at={one.at} />
            </span>
            {said ? (
              <div className="quote">
                <q>{said}</q>
              </div>
            ) : null}
          </CardRow>
        );
      })}
    </Card>
  );
}
