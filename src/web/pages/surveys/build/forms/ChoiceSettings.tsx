import { Switch } from '@mantine/core';
import { textIn } from '../../../../../listen/survey/document.ts';
import type { Option } from '../../../../../listen/survey/question.ts';
import { startsFor } from '../starts.ts';
import styles from './Forms.module.css';
import { MetricSelect } from './MetricSelect.tsx';
import { useFormWords } from './messages.ts';
import { NumberField } from './NumberField.tsx';
import { OptionsField } from './OptionsField.tsx';
import type { SettingsProps } from './TypeSettings.tsx';

/** Choice of one, of several, and ranking. */
export function ChoiceSettings({
  question,
  set,
  drafting,
}: SettingsProps<'choice' | 'multiple' | 'ranking'>) {
  const words = useFormWords();
  const starts = startsFor(drafting.document);
  const counts = question.type === 'choice' && question.metric !== undefined;
  return (
    <>
      <OptionsField<Option>
        legend={words.options}
        items={question.options}
        change={(options, tag) => set({ options }, tag)}
        nameOf={words.optionText}
        fresh={starts.option}
        prefix="option"
        add={words.addOption}
        least={2}
        most={question.type === 'ranking' ? 20 : 100}
        drafting={drafting}
        beside={
          counts
            ? (option, n, put) => (
                <NumberField
                  bare
                  label={words.value(n + 1)}
                  value={option.value}
                  change={(value) => put({ value })}
                />
              )
            : undefined
        }
      />
      {question.type === 'choice' ? (
        <Switch
          label={words.other}
          checked={question.other}
          onChange={(event) => set({ other: event.currentTarget.checked })}
        />
      ) : null}
      <Randomise question={question} set={set} />
      {question.type === 'multiple' ? (
        <div className={styles.pair}>
          <NumberField
            label={words.atLeast}
            whole
            min={0}
            max={100}
            value={question.atLeast}
            change={(atLeast) => set({ atLeast }, 'atLeast')}
          />
          <NumberField
            label={words.atMost}
            whole
            min={1}
            max={100}
            value={question.atMost}
            change={(atMost) => set({ atMost }, 'atMost')}
          />
        </div>
      ) : null}
      {question.type === 'choice' ? (
        <MetricSelect label={words.metric} value={question.metric} change={(metric) => set({ metric })} />
      ) : null}
    </>
  );
}

export function MatrixSettings({ question, set, drafting }: SettingsProps<'matrix'>) {
  const words = useFormWords();
  const { document } = drafting;
  const starts = startsFor(document);
  const counts = question.rows.some((row) => row.metric !== undefined);
  return (
    <>
      <OptionsField<(typeof question.rows)[number]>
        legend={words.rows}
        items={question.rows}
        change={(rows, tag) => set({ rows }, tag)}
        nameOf={words.rowText}
        fresh={starts.row}
        prefix="row"
        add={words.addRow}
        least={1}
        most={50}
        drafting={drafting}
      />
      <OptionsField<Option>
        legend={words.columns}
        items={question.columns}
        change={(columns, tag) => set({ columns }, tag)}
        nameOf={words.columnText}
        fresh={starts.option}
        prefix="column"
        add={words.addColumn}
        least={2}
        most={11}
        drafting={drafting}
        beside={
          counts
            ? (option, n, put) => (
                <NumberField
                  bare
                  label={words.value(n + 1)}
                  value={option.value}
                  change={(value) => put({ value })}
                />
              )
            : undefined
        }
      />
      <Randomise question={question} set={set} />
      <details>
        <summary>{words.metric}</summary>
        <div className={styles.inner}>
          {question.rows.map((row, n) => (
            <MetricSelect
              key={row.key}
              label={words.metricOf(
                textIn(row.text, document.languages[0] as string, document) || words.rowText(n + 1),
              )}
              value={row.metric}
              change={(metric) =>
                set({ rows: question.rows.map((one) => (one.key === row.key ? { ...one, metric } : one)) })
              }
            />
          ))}
        </div>
      </details>
    </>
  );
}

function Randomise({
  question,
  set,
}: Pick<SettingsProps<'choice' | 'multiple' | 'ranking' | 'matrix'>, 'question' | 'set'>) {
  const words = useFormWords();
  return (
    <Switch
      label={words.randomise}
      checked={question.randomise}
      onChange={(event) => set({ randomise: event.currentTarget.checked })}
    />
  );
}
