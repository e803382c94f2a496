import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../api/useApi.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useRuleWords } from './rule.messages.ts';
import { type Draft, type Kind, pathsOf, ruleOf } from './rule.ts';

interface Props {
  event: unknown;
  segment: boolean;
  add: (rule: Record<string, unknown>) => void;
  close: () => void;
}

/** A rule by choosing from the values of an event: nobody has to write JSON for the usual ones. */
export function RuleForm({ event, segment, add, close }: Props) {
  const words = useRuleWords();
  const paths = pathsOf(event, segment);
  const metrics =
    useApi<{ items: { key: string; name: string }[] }>(['metrics'], '/metrics').data?.items ?? [];
  const first = (pattern: RegExp) => paths.find(({ path }) => pattern.test(path))?.path ?? '';
  const typePath = first(/^(event|topic|event_type)$/) || first(/^type$/);
  const exampleOf = (path: string) => paths.find((one) => one.path === path)?.example ?? '';
  const [draft, setDraft] = useState<Draft>({
    kind: 'interaction',
    when: typePath,
    is: exampleOf(typePath),
    who: segment ? 'onus.who' : '',
    what: '',
    metric: metrics[0]?.key ?? '',
    value: '',
    comment: '',
    name: '',
    email: '',
  });
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const choose = (name: 'who' | 'value' | 'comment' | 'name' | 'email', label: string, none: string) => (
    <NativeSelect
      label={label}
      required={name === 'who' && draft.kind === 'identity'}
      value={draft[name]}
      onChange={(change) => set({ [name]: change.currentTarget.value })}
      data={[
        { value: '', label: none },
        ...paths.map(({ path, example }) => ({
          value: path,
          label: path === 'onus.who' ? words.whoOfSegment : `${path} (${example.slice(0, 40)})`,
        })),
      ]}
    />
  );
  const metric = draft.metric || (metrics[0]?.key ?? '');
  return (
    <Dialog open close={close} title={words.add}>
      <form
        className="stack"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          add(ruleOf({ ...draft, metric }));
          close();
        }}
      >
        <NativeSelect
          label={words.makes}
          data-autofocus
          value={draft.kind}
          onChange={(change) => set({ kind: change.currentTarget.value as Kind })}
          data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
        />
        <NativeSelect
          label={words.when}
          value={draft.when}
          onChange={({ currentTarget: { value } }) => set({ when: value, is: exampleOf(value) })}
          data={[
            { value: '', label: words.always },
            ...paths
              .filter(({ path }) => path !== 'onus.who')
              .map(({ path }) => ({ value: path, label: path })),
          ]}
        />
        {draft.when ? (
          <TextInput
            label={words.is}
            value={draft.is}
            onChange={(change) => set({ is: change.currentTarget.value })}
          />
        ) : null}
        {draft.kind === 'interaction' ? (
          <TextInput
            label={words.what}
            description={words.whatHint}
            required
            maxLength={100}
            value={draft.what}
            onChange={(change) => set({ what: change.currentTarget.value })}
          />
        ) : null}
        {draft.kind === 'response' ? (
          <NativeSelect
            label={words.metric}
            value={metric}
            onChange={(change) => set({ metric: change.currentTarget.value })}
            data={metrics.map(({ key, name }) => ({ value: key, label: name }))}
          />
        ) : null}
        {draft.kind === 'identity'
          ? choose('who', words.key, words.none)
          : choose('who', words.who, words.nobody)}
        {draft.kind === 'identity' ? (
          <>
            {choose('name', words.name, words.none)}
            {choose('email', words.email, words.none)}
          </>
        ) : (
          choose('value', draft.kind === 'response' ? words.score : words.amount, words.none)
        )}
        {draft.kind === 'response' ? choose('comment', words.comment, words.none) : null}
        <Button type="submit" variant="filled">
          {words.done}
        </Button>
      </form>
    </Dialog>
  );
}
