import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { Conditions } from './Conditions.tsx';
import { GoesFields } from './GoesFields.tsx';
import styles from './Routing.module.css';
import { useRoutingWords } from './routing.messages.ts';
import {
  bodyOf,
  type Choices,
  type Draft,
  draftOf,
  isWhole,
  type Rule,
  rulesKey,
  triedOf,
} from './routing.ts';
import { Trial } from './Trial.tsx';

interface Props {
  /** Absent: a new one. */
  rule: Rule | undefined;
  living: Rule[];
  choices: Choices | undefined;
}

/** One rule as a sentence to be filled, and beside it what the whole list would do with it. */
export function RuleEditor({ rule, living, choices }: Props) {
  const words = useRoutingWords();
  const say = words.editor;
  const [, setUrl] = useUrl();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const close = () => setUrl({ rule: undefined });
  const save = useChange<void, Rule>({
    call: () => {
      const { departmentId, ...change } = bodyOf(draft);
      return rule
        ? api.patch<Rule>(`/routing/rules/${rule.id}`, { ...change, version: rule.version })
        : api.post<Rule>('/routing/rules', { ...change, departmentId });
    },
    touches: [rulesKey, ['routing-choices']],
    said: (kept) => say.saved(kept.name),
    quiet: true,
    after: close,
  });
  const whole = draft.conditions.every(isWhole) && isAimed(draft);
  const tried = rule
    ? living.map((one) => (one.id === rule.id ? triedOf(draft) : triedOf(one)))
    : [...living.map(triedOf), triedOf(draft)];
  return (
    <div className={styles.columns}>
      <Card title={rule ? words.change(rule.name) : say.new}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (whole) save.mutate();
          }}
        >
          <div className={styles.two}>
            <TextInput
              label={say.name}
              description={say.nameHint}
              required
              data-autofocus
              maxLength={120}
              value={draft.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
              error={save.error?.field('name')}
            />
            <NativeSelect
              label={say.whose}
              disabled={rule !== undefined}
              value={draft.departmentId ?? ''}
              onChange={(event) => set({ departmentId: event.currentTarget.value || null })}
              data={[
                { value: '', label: say.company },
                ...(choices?.departments ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </div>
          <fieldset className={styles.part}>
            <legend>{words.when}</legend>
            {draft.conditions.length > 1 ? (
              <SegmentedControl
                aria-label={say.match}
                style={{ justifySelf: 'start' }}
                value={draft.matches}
                onChange={(matches) => set({ matches: matches as Draft['matches'] })}
                data={(['all', 'any'] as const).map((value) => ({ value, label: say.matches[value] }))}
              />
            ) : null}
            <Conditions
              conditions={draft.conditions}
              choices={choices}
              change={(conditions) => set({ conditions })}
              errorOf={(i) => save.error?.field(`conditions.${i}`)}
            />
          </fieldset>
          <fieldset className={styles.part}>
            <legend>{say.afterwards}</legend>
            <GoesFields goes={draft.goes} choices={choices} change={(goes) => set({ goes })} />
          </fieldset>
          <div className={styles.two}>
            <TextInput
              type="date"
              label={say.from}
              description={say.fromHint}
              value={draft.from}
              onChange={(event) => set({ from: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={say.until}
              description={say.untilHint}
              value={draft.until}
              onChange={(event) => set({ until: event.currentTarget.value })}
              error={save.error?.field('endedAt')}
            />
          </div>
          {save.error ? (
            <div role="alert" className={styles.trouble}>
              {save.error.field('goes') ?? save.error.detail}
            </div>
          ) : null}
          <div className="row">
            <Button type="submit" variant="filled" loading={save.isPending} disabled={!whole}>
              {say.save}
            </Button>
            <Button variant="subtle" onClick={close}>
              {say.cancel}
            </Button>
          </div>
        </form>
      </Card>
      <Trial rules={tried} disabled={!whole} />
    </div>
  );
}

function isAimed({ goes }: Draft): boolean {
  if (goes.to === 'person') return goes.personId !== '';
  if (goes.to === 'department')
    return goes.departmentId !== '' && (goes.by !== 'skill' || goes.skills.length > 0);
  return true;
}
