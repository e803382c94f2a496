import { NativeSelect } from '@mantine/core';
import { layouts, type SurveyDocument } from '../../../../../listen/survey/document.ts';
import type { Drafting } from '../useDraft.ts';
import styles from './Forms.module.css';
import { LanguagesField } from './LanguagesField.tsx';
import { useFormWords } from './messages.ts';
import { TextsField } from './TextsField.tsx';

export function StartForm({ drafting }: { drafting: Drafting }) {
  const words = useFormWords();
  const { document } = drafting;
  const set = (part: Partial<SurveyDocument>, tag?: string) =>
    drafting.edit((d) => {
      Object.assign(d, part);
    }, tag);
  return (
    <div className={styles.form}>
      <TextsField
        label={words.title}
        texts={document.title}
        drafting={drafting}
        change={(title) => set({ title: title ?? {} }, 'title')}
      />
      <TextsField
        label={words.intro}
        texts={document.intro}
        optional
        lines
        drafting={drafting}
        change={(intro) => set({ intro }, 'intro')}
      />
      <NativeSelect
        label={words.layout}
        value={document.layout}
        onChange={(event) => set({ layout: event.currentTarget.value as SurveyDocument['layout'] })}
        data={layouts.toReversed().map((value) => ({ value, label: words.layouts[value] }))}
      />
      <LanguagesField drafting={drafting} />
    </div>
  );
}
