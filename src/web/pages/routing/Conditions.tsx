import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { ActionIcon, Button, Menu, MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import styles from './Routing.module.css';
import { useRoutingWords } from './routing.messages.ts';
import { type About, type Choices, type Condition, newCondition, useSay } from './routing.ts';

interface Props {
  conditions: Condition[];
  choices: Choices | undefined;
  change: (conditions: Condition[]) => void;
  errorOf: (i: number) => string | undefined;
}

const abouts: About[] = [
  'touchpoint',
  'phase',
  'journey',
  'words',
  'score',
  'dimension',
  'value',
  'language',
  'source',
  'kind',
  'urgent',
];

/** Each condition a chip that is a small sentence; a menu adds one. */
export function Conditions({ conditions, choices, change, errorOf }: Props) {
  const words = useRoutingWords();
  const say = useSay(choices);
  const put = (i: number, one: Condition) => change(conditions.with(i, one));
  return (
    <>
      {conditions.length === 0 ? <p className="muted">{words.editor.none}</p> : null}
      {conditions.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other name, and are only added at the end
        <div key={i} className={styles.condition}>
          <div className={styles.asks}>
            <b>{words.about[one.about]}</b>
            <NativeSelect
              aria-label={`${words.about[one.about]}: ${words.editor.is}, ${words.editor.isNot}`}
              value={one.not ? 'not' : ''}
              onChange={(event) => put(i, { ...one, not: event.currentTarget.value === 'not' })}
              data={[
                { value: '', label: one.about === 'words' ? words.editor.say : words.editor.is },
                { value: 'not', label: one.about === 'words' ? words.editor.sayNot : words.editor.isNot },
              ]}
            />
            <Fields one={one} choices={choices} put={(next) => put(i, next)} />
          </div>
          <ActionIcon
            variant="subtle"
            aria-label={words.editor.remove(say.condition(one))}
            onClick={() => change(conditions.toSpliced(i, 1))}
          >
            <IconX size={16} />
          </ActionIcon>
          {errorOf(i) ? (
            <div role="alert" className={styles.trouble}>
              {errorOf(i)}
            </div>
          ) : null}
        </div>
      ))}
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button leftSection={<IconPlus size={16} />} style={{ justifySelf: 'start' }}>
            {words.editor.addCondition}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {abouts
            .filter((about) => about !== 'dimension' || (choices?.dimensions.length ?? 0) > 0)
            .map((about) => (
              <Menu.Item key={about} onClick={() => change([...conditions, newCondition(about, choices)])}>
                {words.about[about]}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

interface FieldProps {
  one: Condition;
  choices: Choices | undefined;
  put: (next: Condition) => void;
}

function Fields({ one, choices, put }: FieldProps) {
  const words = useRoutingWords();
  const say = words.editor;
  const label = `${words.about[one.about]}: ${say.values}`;
  switch (one.about) {
    case 'urgent':
      return null;
    case 'score':
      return (
        <>
          <NativeSelect
            aria-label={say.metric}
            value={one.metric ?? ''}
            onChange={(event) => put({ ...one, metric: event.currentTarget.value || null })}
            data={[{ value: '', label: say.anyMetric }, ...optionsOf(choices?.metrics)]}
          />
          <Bounds one={one} put={put} />
        </>
      );
    case 'value':
      return (
        <>
          <Bounds one={one} put={put} />
          {choices && choices.value === null ? <span className="tiny muted">{say.noValue}</span> : null}
        </>
      );
    case 'words':
    case 'language':
      return (
        <TagsInput
          aria-label={label}
          className={styles.wide}
          placeholder={one.about === 'words' ? say.wordsHint : say.languageHint}
          value={one.keys}
          onChange={(keys) => put({ ...one, keys })}
          acceptValueOnBlur
        />
      );
    case 'dimension':
      return (
        <>
          <NativeSelect
            aria-label={say.dimension}
            value={one.dimension}
            onChange={(event) => put({ ...one, dimension: event.currentTarget.value, keys: [] })}
            data={optionsOf(choices?.dimensions)}
          />
          <Among
            label={label}
            one={one}
            put={put}
            options={(choices?.dimensions.find(({ key }) => key === one.dimension)?.values ?? []).map(
              (value) => ({ key: value, name: value }),
            )}
          />
        </>
      );
    default:
      return (
        <Among
          label={label}
          one={one}
          put={put}
          options={
            {
              touchpoint: choices?.touchpoints,
              phase: choices?.phases,
              journey: choices?.journeys,
              source: choices?.sources,
              kind: [...words.ownKinds, ...(choices?.kinds ?? [])],
            }[one.about] ?? []
          }
        />
      );
  }
}

const optionsOf = (all: { key: string; name: string }[] | undefined) =>
  (all ?? []).map(({ key, name }) => ({ value: key, label: name }));

function Among({
  label,
  one,
  put,
  options,
}: {
  label: string;
  one: Extract<Condition, { keys: string[] }>;
  put: (next: Condition) => void;
  options: { key: string; name: string }[];
}) {
  const known = new Set(options.map(({ key }) => key));
  const lost = one.keys.filter((key) => !known.has(key)).map((key) => ({ key, name: key }));
  return (
    <MultiSelect
      aria-label={label}
      className={styles.wide}
      searchable
      data={optionsOf([...options, ...lost])}
      value={one.keys}
      onChange={(keys) => put({ ...one, keys })}
    />
  );
}

function Bounds({
  one,
  put,
}: {
  one: Extract<Condition, { atMost: number | null }>;
  put: (next: Condition) => void;
}) {
  const say = useRoutingWords().editor;
  const figure = (value: string) => (value.trim() === '' ? null : Number(value));
  return (
    <>
      <span className="tiny">{say.atLeast}</span>
      <TextInput
        type="number"
        step="any"
        aria-label={say.atLeast}
        className={styles.figure}
        value={one.atLeast ?? ''}
        onChange={(event) => put({ ...one, atLeast: figure(event.currentTarget.value) })}
      />
      <span className="tiny">{say.atMost}</span>
      <TextInput
        type="number"
        step="any"
        aria-label={say.atMost}
        className={styles.figure}
        value={one.atMost ?? ''}
        onChange={(event) => put({ ...one, atMost: figure(event.currentTarget.value) })}
      />
    </>
  );
}
