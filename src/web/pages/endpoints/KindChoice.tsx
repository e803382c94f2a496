import styles from './Endpoints.module.css';
import type { AnEndpoint } from './endpoints.ts';
import { useEndpointWords } from './messages.ts';

const kinds = ['webhook', 'slack', 'teams', 'crm'] as const;

export function KindChoice({
  kind,
  choose,
}: {
  kind: AnEndpoint['kind'];
  choose: (kind: AnEndpoint['kind']) => void;
}) {
  const words = useEndpointWords();
  return (
    <fieldset className={styles.kinds}>
      <legend>{words.kind}</legend>
      {kinds.map((one) => (
        <label key={one} className={styles.kind}>
          <input type="radio" name="kind" checked={kind === one} onChange={() => choose(one)} />
          <b>{words.kinds[one]}</b>
          <span>{words.kindsText[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}
