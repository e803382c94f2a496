import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { ActionIcon, Button, Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { IconArrowUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Checklist } from '../../../close/checklists/checklist.ts';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import type { Wire } from '../../api/wire.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { usePlaces } from '../library/usePlaces.ts';
import { useChecklistWords } from './checklists.messages.ts';
import type { Rule } from './rules.ts';
import styles from './Settings.module.css';

type List = Wire<Checklist>;
const kinds = ['response', 'interaction', 'person'] as const;

/** What has to be done in each kind of case, step by step. */
export function Checklists() {
  const words = useChecklistWords();
  const may = useMay('checklist:write');
  const [url, setUrl] = useUrl();
  const lists = useApi<{ items: List[] }>(['checklists'], '/checklists');
  const places = usePlaces();
  const archive = useChange<List, void>({
    call: (list) => api.del(`/checklists/${list.id}`),
    touches: [['checklists'], ['steps']],
    said: (_, list) => words.archived(list.name),
    undo: (_, list) => api.post(`/checklists/${list.id}/restoration`),
  });
  const opened = lists.data?.items.find((list) => list.id === url.list);
  const add = <Button onClick={() => setUrl({ list: 'new' }, { push: true })}>{words.add}</Button>;
  const close = () => setUrl({ list: undefined });
  const fits = (list: List) =>
    [
      ...list.touchpoints.map((key) => places.find((one) => one.key === key)?.name ?? key),
      ...list.rules,
      ...list.kinds.map((kind) => words.kinds[kind]),
    ].join(' · ') || words.every;
  return (
    <Card title={words.title} aside={may ? add : undefined}>
      <p className="muted">{words.sentence}</p>
      <Loaded query={lists}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.empty} text={words.emptyText} />
          ) : (
            items.map((list) => (
              <CardRow
                key={list.id}
                action={
                  may ? (
                    <span className="row">
                      <Button
                        size="compact-sm"
                        aria-label={words.change(list.name)}
                        onClick={() => setUrl({ list: list.id }, { push: true })}
                      >
                        {words.edit}
                      </Button>
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={words.archive(list.name)}
                        onClick={() => archive.mutate(list)}
                      >
                        {words.end}
                      </Button>
                    </span>
                  ) : undefined
                }
              >
                <b>{list.name}</b> <span className="muted tiny">{fits(list)}</span>
                <ol className={styles.checklist}>
                  {list.steps.map((step) => (
                    <li key={step.id}>
                      {step.text} {step.beforeTelling ? <Chip tone="pass">{words.beforeTelling}</Chip> : null}
                    </li>
                  ))}
                </ol>
              </CardRow>
            ))
          )
        }
      </Loaded>
      {may && url.list === 'new' ? <ListForm close={close} /> : null}
      {may && opened ? <ListForm key={opened.id} list={opened} close={close} /> : null}
    </Card>
  );
}

let next = 0;

function ListForm({ list, close }: { list?: List; close: () => void }) {
  const words = useChecklistWords();
  const places = usePlaces();
  const rules = useApi<{ items: Rule[] }>(['case-rules'], '/case-rules').data?.items ?? [];
  const [name, setName] = useState(list?.name ?? '');
  const [touchpoints, setTouchpoints] = useState(list?.touchpoints ?? []);
  const [ofRules, setRules] = useState(list?.rules ?? []);
  const [ofKinds, setKinds] = useState<string[]>(list?.kinds ?? []);
  const [steps, setSteps] = useState(
    list?.steps.map((step) => ({ ...step, place: step.id })) ?? [
      { place: `new ${next++}`, text: '', beforeTelling: false },
    ],
  );
  const save = useChange<void, List>({
    call: () => {
      const body = {
        name,
        touchpoints,
        rules: ofRules,
        kinds: ofKinds,
        steps: steps
          .filter(({ text }) => text.trim() !== '')
          .map((step) => ({
            ...('id' in step ? { id: step.id } : {}),
            text: step.text,
            beforeTelling: step.beforeTelling,
          })),
        ...(list ? { revision: list.revision } : {}),
      };
      return list ? api.put<List>(`/checklists/${list.id}`, body) : api.post<List>('/checklists', body);
    },
    touches: [['checklists'], ['steps']],
    said: words.saved,
    quiet: true,
    after: close,
  });
  const change = (place: string, part: Partial<{ text: string; beforeTelling: boolean }>) =>
    setSteps((before) => before.map((step) => (step.place === place ? { ...step, ...part } : step)));
  const up = (at: number) =>
    setSteps((before) => {
      const moved = before[at];
      const above = before[at - 1];
      return moved && above ? [...before.slice(0, at - 1), moved, above, ...before.slice(at + 1)] : before;
    });
  return (
    <SidePanel open close={close} title={list ? words.change(list.name) : words.add}>
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.name}
          required
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={save.error?.field('name')}
        />
        <MultiSelect
          label={words.touchpoints}
          data={places.map((one) => ({ value: one.key, label: one.name }))}
          value={touchpoints}
          onChange={setTouchpoints}
          searchable
        />
        <MultiSelect
          label={words.rules}
          data={rules.map((rule) => ({ value: rule.key, label: rule.name }))}
          value={ofRules}
          onChange={setRules}
        />
        <MultiSelect
          label={words.opened}
          description={words.fitsHint}
          data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
          value={ofKinds}
          onChange={setKinds}
        />
        <fieldset className={styles.listSteps}>
          <legend>{words.steps}</legend>
          {steps.map((step, at) => (
            <div key={step.place} className={styles.listStep}>
              <TextInput
                aria-label={words.step(at + 1)}
                value={step.text}
                maxLength={500}
                onChange={(event) => change(step.place, { text: event.currentTarget.value })}
                error={save.error?.field(`steps.${at}.text`)}
              />
              <ActionIcon
                variant="subtle"
                disabled={at === 0}
                aria-label={words.up(at + 1)}
                onClick={() => up(at)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={words.remove(at + 1)}
                onClick={() => setSteps((before) => before.filter((one) => one.place !== step.place))}
              >
                <IconX size={16} />
              </ActionIcon>
              <Checkbox
                label={words.beforeTelling}
                checked={step.beforeTelling}
                onChange={(event) => change(step.place, { beforeTelling: event.currentTarget.checked })}
              />
            </div>
          ))}
          <Button
            variant="subtle"
            onClick={() =>
              setSteps((before) => [...before, { place: `new ${next++}`, text: '', beforeTelling: false }])
            }
          >
            {words.addStep}
          </Button>
        </fieldset>
        {save.error ? <p role="alert">{save.error.detail}</p> : null}
        <div className="row">
          <Button type="submit" variant="filled" loading={save.isPending}>
            {words.save}
          </Button>
          <Button variant="subtle" onClick={close}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}
