import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { SidePanel } from '../../parts/Panel.tsx';
import { PersonSelect } from '../../parts/PersonSelect.tsx';
import { useGo } from '../../parts/useGo.ts';
import type { Improvement } from '../improvements/improvements.ts';
import styles from './Huddles.module.css';
import { huddleKey, type Pattern } from './huddles.ts';
import { useHuddleWords } from './messages.ts';

/** A pattern becomes an improvement: somebody's, with the cases that show why. */
export function ProposeForm({
  pattern,
  huddleId,
  close,
}: {
  pattern: Pattern;
  huddleId: string | null;
  close: () => void;
}) {
  const words = useHuddleWords();
  const format = useFormat();
  const go = useGo();
  const name = words.pattern(pattern.word, pattern.cause);
  const counted = words.counted(pattern.n, format.number(pattern.before));
  const [title, setTitle] = useState('');
  const [hypothesis, setHypothesis] = useState('');
  const [metric, setMetric] = useState('');
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const metrics =
    useApi<{ items: { key: string; name: string }[] }>(['metrics'], '/metrics').data?.items ?? [];
  const save = useChange<void, Improvement>({
    call: () =>
      api.post('/improvements', {
        title,
        hypothesis,
        ownerId,
        metric: metric === '' ? null : metric,
        touchpoint: pattern.touchpoint?.key ?? null,
        huddleId,
        pattern: `${name}: ${counted}`,
        caseIds: pattern.caseIds,
      }),
    touches: [[...huddleKey], ['improvements']],
    said: words.proposed,
    quiet: true,
    after: ({ id }) => go(`/improvements/${id}`),
  });
  const problem = save.error;
  return (
    <SidePanel open close={close} title={words.proposeTitle}>
      <form
        className={styles.panel}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p>
          <b>{name}</b> <span className="muted">{pattern.touchpoint?.name ?? words.unplaced}</span>
          <br />
          <span className="muted">
            {counted} · {words.linked(pattern.caseIds.length)}
          </span>
        </p>
        <TextInput
          label={words.what}
          required
          data-autofocus
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={problem?.field('title')}
        />
        <Textarea
          label={words.hypothesis}
          description={words.hypothesisHint}
          required
          autosize
          minRows={3}
          value={hypothesis}
          onChange={(event) => setHypothesis(event.currentTarget.value)}
          error={problem?.field('hypothesis')}
        />
        <NativeSelect
          label={words.metric}
          value={metric}
          onChange={(event) => setMetric(event.currentTarget.value)}
          data={[
            { value: '', label: words.noMetric },
            ...metrics.map(({ key, name: label }) => ({ value: key, label })),
          ]}
        />
        <PersonSelect
          label={words.owner}
          description={words.ownerHint}
          required
          value={ownerId}
          onChange={setOwnerId}
          error={problem?.field('ownerId') ?? (problem?.errors.length === 0 ? problem.detail : undefined)}
        />
        <Button
          type="submit"
          variant="filled"
          loading={save.isPending}
          disabled={title.trim().length < 5 || hypothesis.trim().length < 10 || !ownerId}
        >
          {words.propose}
        </Button>
      </form>
    </SidePanel>
  );
}
