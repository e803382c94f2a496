import { NativeSelect, Switch } from '@mantine/core';
import { type Question, type QuestionType, questionTypes } from '../../../../../listen/survey/question.ts';
import { changeType, questionKeys, renameQuestion } from '../edit.ts';
import type { Place } from '../place.ts';
import { startsFor } from '../starts.ts';
import type { Drafting } from '../useDraft.ts';
import { ConditionField } from './ConditionField.tsx';
import styles from './Forms.module.css';
import { KeyField } from './KeyField.tsx';
import { useFormWords } from './messages.ts';
import { TextsField } from './TextsField.tsx';
import { TypeSettings } from './TypeSettings.tsx';

interface Props {
  questionKey: string;
  drafting: Drafting;
  choose: (place: Place) => void;
}

export function QuestionForm({ questionKey, drafting, choose }: Props) {
  const words = useFormWords();
  const { document } = drafting;
  const question = document.pages.flatMap((page) => page.questions).find(({ key }) => key === questionKey);
  if (!question) return null;
  const put = (next: Question, tag?: string) =>
    drafting.edit((d) => {
      for (const page of d.pages) {
        page.questions = page.questions.map((one) => (one.key === questionKey ? next : one));
      }
    }, tag && `${questionKey}.${tag}`);
  const set = (part: Partial<Question>, tag?: string) => put({ ...question, ...part } as Question, tag);
  return (
    <div className={styles.form}>
      <TextsField
        label={words.question}
        texts={question.text}
        lines
        drafting={drafting}
        change={(text) => set({ text: text ?? {} }, 'text')}
      />
      <TextsField
        label={words.hint}
        texts={question.hint}
        optional
        drafting={drafting}
        change={(hint) => set({ hint }, 'hint')}
      />
      <NativeSelect
        label={words.type}
        value={question.type}
        onChange={(event) =>
          put(changeType(question, event.currentTarget.value as QuestionType, startsFor(document)))
        }
        data={questionTypes.map((value) => ({ value, label: words.types[value] }))}
      />
      <Switch
        label={words.required}
        checked={question.required}
        onChange={(event) => set({ required: event.currentTarget.checked })}
      />
      <TypeSettings question={question} set={set} drafting={drafting} />
      <ConditionField
        label={words.condition}
        condition={question.showIf}
        change={(showIf) => set({ showIf }, 'showIf')}
        place={{ kind: 'question', key: questionKey }}
        drafting={drafting}
      />
      <KeyField
        value={question.key}
        taken={questionKeys(document)}
        change={(key) => {
          drafting.edit((d) => renameQuestion(d, questionKey, key));
          choose({ kind: 'question', key });
        }}
      />
    </div>
  );
}
