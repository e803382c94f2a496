import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Hint } from '../../parts/Hint.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { PairMatrix } from './PairMatrix.tsx';
import { PlacePanel } from './PlacePanel.tsx';
import { PlaceRow } from './PlaceRow.tsx';
import { PulseCard } from './PulseCard.tsx';
import styles from './Rounds.module.css';
import { useResultWords } from './result.messages.ts';
import type { Result as ResultData, Round } from './rounds.ts';

/** What a closed round says: in a sentence, touchpoint by touchpoint, by pairs of departments, and of roles in general. */
export function Result({ round, result }: { round: Round; result: ResultData }) {
  const words = useResultWords();
  const [url, setUrl] = useUrl();
  const looked = result.touchpoints.find((place) => place.key === url.touchpoint);
  const panel = looked ? (
    <PlacePanel round={round} place={looked} close={() => setUrl({ touchpoint: undefined })} />
  ) : null;
  if (result.tooFew) {
    return (
      <Card>
        <EmptyState title={words.tooFewTitle} text={words.tooFewText(result.minimum)} />
      </Card>
    );
  }
  return (
    <div className={styles.columns}>
      <div className="stack">
        <Headline result={result} />
        <Card title={words.list} aside={words.listAside}>
          {result.touchpoints.map((place) => (
            <PlaceRow
              key={place.key}
              place={place}
              minimum={result.minimum}
              look={() => setUrl({ touchpoint: place.key }, { push: true })}
            />
          ))}
        </Card>
      </div>
      <div className="stack">
        <PairMatrix result={result} />
        <PulseCard result={result} />
      </div>
      {panel}
    </div>
  );
}

function Headline({ result }: { result: ResultData }) {
  const words = useResultWords();
  const format = useFormat();
  const { respondents, agreement, kappa } = result;
  const [top] = result.touchpoints;
  const pair = top?.figures?.differ[0];
  if (respondents === null || agreement === null) return null;
  const settles = top?.findings.length ? words.most(top.name) : '';
  return (
    <p style={{ margin: 0, fontSize: 16, lineHeight: 1.5 }}>
      {words.headline(respondents, format.percent(agreement))} {settles}{' '}
      {pair && settles ? words.differPair(pair.a.name, pair.b.name) : ''}{' '}
      {kappa === null ? null : (
        <Hint text={words.kappaHint}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what κ means is told on focusing it */}
          <span className="muted" tabIndex={0}>
            {words.kappa(format.fixed(kappa))}
          </span>
        </Hint>
      )}
    </p>
  );
}
