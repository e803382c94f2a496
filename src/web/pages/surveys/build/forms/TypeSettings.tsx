import { Checkbox, NativeSelect, Switch, TextInput } from '@mantine/core';
import { textIn } from '../../../../../listen/survey/document.ts';
import { fileKinds, type Question, scaleOf } from '../../../../../listen/survey/question.ts';
import type { Drafting } from '../useDraft.ts';
import { useTextLanguage } from '../usePlaceTitle.ts';
import { ChoiceSettings, MatrixSettings } from './ChoiceSettings.tsx';
import styles from './Forms.module.css';
import { MetricSelect } from './MetricSelect.tsx';
import { useFormWords } from './messages.ts';
import { NumberField } from './NumberField.tsx';
import { TextsField } from './TextsField.tsx';

export interface SettingsProps<T extends Question['type'] = Question['type']> {
  question: Extract<Question, { type: T }>;
  set: (part: Partial<Question>, tag?: string) => void;
  drafting: Drafting;
}

/** What only this kind of question has. */
export function TypeSettings({ question, set, drafting }: SettingsProps) {
  switch (question.type) {
    case 'nps':
    case 'csat':
    case 'ces':
    case 'rating':
      return <ScaleSettings question={question} set={set} drafting={drafting} />;
    case 'choice':
    case 'multiple':
    case 'ranking':
      return <ChoiceSettings question={question} set={set} drafting={drafting} />;
    case 'matrix':
      return <MatrixSettings question={question} set={set} drafting={drafting} />;
    case 'text':
      return <TextSettings question={question} set={set} drafting={drafting} />;
    case 'number':
      return <NumberSettings question={question} set={set} drafting={drafting} />;
    default:
      return <OtherSettings question={question} set={set} />;
  }
}

function ScaleSettings({ question, set, drafting }: SettingsProps<'nps' | 'csat' | 'ces' | 'rating'>) {
  const words = useFormWords();
  return (
    <>
      {question.type === 'rating' ? (
        <div className={styles.pair}>
          <NativeSelect
            label={words.from}
            value={String(question.from)}
            data={['0', '1']}
            onChange={(event) => set({ from: Number(event.currentTarget.value) })}
          />
          <NativeSelect
            label={words.to}
            value={String(question.to)}
            data={['2', '3', '4', '5', '6', '7', '8', '9', '10']}
            onChange={(event) => set({ to: Number(event.currentTarget.value) })}
          />
          <NativeSelect
            label={words.look}
            value={question.look}
            data={(['numbers', 'stars'] as const).map((value) => ({ value, label: words.looks[value] }))}
            onChange={(event) => set({ look: event.currentTarget.value as 'stars' })}
          />
        </div>
      ) : null}
      <div className={styles.pair}>
        {(['low', 'high'] as const).map((end) => (
          <TextsField
            key={end}
            label={words[end]}
            texts={question[end]}
            optional
            drafting={drafting}
            change={(texts) => set({ [end]: texts }, end)}
          />
        ))}
      </div>
      <MetricSelect label={words.metric} value={question.metric} change={(metric) => set({ metric })} />
    </>
  );
}

function TextSettings({ question, set, drafting }: SettingsProps<'text'>) {
  const words = useFormWords();
  const { document } = drafting;
  const language = useTextLanguage(document);
  const scores = document.pages.flatMap((page) => page.questions).filter((one) => scaleOf(one));
  return (
    <>
      <Switch
        label={words.long}
        checked={question.long}
        onChange={(event) => set({ long: event.currentTarget.checked })}
      />
      <NativeSelect
        label={words.commentOf}
        value={question.commentOf ?? ''}
        onChange={(event) => set({ commentOf: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: words.commentNone },
          ...scores.map((one) => ({
            value: one.key,
            label: textIn(one.text, language, document) || one.key,
          })),
        ]}
      />
    </>
  );
}

function NumberSettings({ question, set, drafting }: SettingsProps<'number'>) {
  const words = useFormWords();
  return (
    <>
      <div className={styles.pair}>
        <NumberField label={words.min} value={question.min} change={(min) => set({ min }, 'min')} />
        <NumberField label={words.max} value={question.max} change={(max) => set({ max }, 'max')} />
        <TextsField
          label={words.unit}
          texts={question.unit}
          optional
          plain
          drafting={drafting}
          change={(unit) => set({ unit }, 'unit')}
        />
      </div>
      <Switch
        label={words.whole}
        checked={question.whole}
        onChange={(event) => set({ whole: event.currentTarget.checked })}
      />
      <MetricSelect label={words.metric} value={question.metric} change={(metric) => set({ metric })} />
    </>
  );
}

function OtherSettings({ question, set }: Pick<SettingsProps, 'question' | 'set'>) {
  const words = useFormWords();
  switch (question.type) {
    case 'date':
      return (
        <div className={styles.pair}>
          {(['from', 'until'] as const).map((end) => (
            <TextInput
              key={end}
              type="date"
              label={end === 'from' ? words.dateFrom : words.dateUntil}
              value={question[end] ?? ''}
              onChange={(event) => set({ [end]: event.currentTarget.value || undefined })}
            />
          ))}
        </div>
      );
    case 'consent':
      return (
        <TextInput
          type="url"
          label={words.consentUrl}
          placeholder="https://"
          value={question.url ?? ''}
          onChange={(event) => set({ url: event.currentTarget.value || undefined }, 'url')}
        />
      );
    case 'contact':
      return (
        <Switch
          label={words.askAddress}
          description={words.askAddressHint}
          checked={question.askAddress}
          onChange={(event) => set({ askAddress: event.currentTarget.checked })}
        />
      );
    case 'file':
      return (
        <>
          <Checkbox.Group
            label={words.kinds}
            value={question.kinds}
            onChange={(kinds) => kinds.length > 0 && set({ kinds: kinds as (typeof fileKinds)[number][] })}
          >
            <div className="row">
              {fileKinds.map((value) => (
                <Checkbox key={value} value={value} label={words.kindNames[value]} />
              ))}
            </div>
          </Checkbox.Group>
          <NumberField
            label={words.megabytes}
            min={0.1}
            max={10}
            value={question.mostMegabytes}
            change={(most) => most !== undefined && set({ mostMegabytes: most })}
          />
        </>
      );
    default:
      return null;
  }
}
