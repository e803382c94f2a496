import { SegmentedControl, TextInput } from '@mantine/core';
import styles from './Case.module.css';
import { tomorrowAtNine, useScheduled } from './scheduled.ts';
import { useTellingWords } from './telling.messages.ts';

interface Props {
  caseId: string;
  /** Local time where the customer is; undefined: now. */
  at: string | undefined;
  choose: (at: string | undefined) => void;
  error?: string | undefined;
}

/** Now, or at a time on the customer's clock. */
export function SendWhen({ caseId, at, choose, error }: Props) {
  const words = useTellingWords();
  const zone = useScheduled(caseId).data?.zone ?? '';
  return (
    <div className={styles.when}>
      <SegmentedControl
        aria-label={words.when}
        data={[
          { value: 'now', label: words.now },
          { value: 'later', label: words.later },
        ]}
        value={at === undefined ? 'now' : 'later'}
        onChange={(value) => choose(value === 'now' ? undefined : tomorrowAtNine())}
      />
      {at === undefined ? null : (
        <TextInput
          type="datetime-local"
          label={words.at}
          description={words.atHint(zone)}
          value={at}
          onChange={(event) => choose(event.currentTarget.value.slice(0, 16))}
          error={error}
        />
      )}
    </div>
  );
}
