import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Condition, Test } from '../../../../../listen/survey/condition.ts';
import { textIn } from '../../../../../listen/survey/document.ts';
import {
  about,
  asking,
  needsValue,
  type Subject,
  subjectOf,
  subjectsAt,
  type TestName,
} from '../conditions.ts';
import type { Place } from '../place.ts';
import type { Drafting } from '../useDraft.ts';
import { useTextLanguage } from '../usePlaceTitle.ts';
import styles from './Forms.module.css';
import { useFormWords } from './messages.ts';
import { NumberField } from './NumberField.tsx';

interface Props {
  label: string;
  condition: Condition | null | undefined;
  change: (condition: Condition | undefined) => void;
  place: Place;
  drafting: Drafting;
}

/** When something is shown: always, or when all or any of some tests hold. */
export function ConditionField({ label, condition, change, place, drafting }: Props) {
  const words = useFormWords();
  const { document } = drafting;
  const subjects = subjectsAt(document, place);
  const [first] = subjects;
  const nameOf = useSubjectName(drafting);
  const choose = (match: string) => {
    if (match === '') change(undefined);
    else if (condition) change({ ...condition, match: match as Condition['match'] });
    else if (first) change({ match: match as Condition['match'], tests: [about(first)] });
  };
  const put = (n: number, test: Test | undefined) => {
    if (!condition) return;
    const tests = condition.tests.flatMap((one, at) => (at !== n ? [one] : test ? [test] : []));
    change(tests.length > 0 ? { ...condition, tests } : undefined);
  };
  return (
    <fieldset className={styles.condition}>
      <NativeSelect
        label={label}
        value={condition?.match ?? ''}
        disabled={!condition && !first}
        description={!condition && !first ? words.noSubjects : undefined}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: words.always },
          { value: 'all', label: words.whenAll },
          { value: 'any', label: words.whenAny },
        ]}
      />
      {condition?.tests.map((test, n) => (
        <TestLine
          // biome-ignore lint/suspicious/noArrayIndexKey: tests have no name of their own
          key={n}
          test={test}
          subjects={subjects}
          nameOf={nameOf}
          choiceName={(texts) => textIn(texts, document.languages[0] as string, document)}
          change={(next) => put(n, next)}
        />
      ))}
      {condition && first && condition.tests.length < 20 ? (
        <Button
          size="compact-sm"
          onClick={() => change({ ...condition, tests: [...condition.tests, about(first)] })}
        >
          {words.addTest}
        </Button>
      ) : null}
    </fieldset>
  );
}

function useSubjectName(drafting: Drafting): (subject: Subject) => string {
  const words = useFormWords();
  const language = useTextLanguage(drafting.document);
  return ({ id, fact, texts }) => {
    if (fact !== undefined) return words.fact(fact);
    const said = texts?.map((one) => textIn(one, language, drafting.document)).filter(Boolean);
    return said?.length ? said.join(' – ') : id.replace('question:', '');
  };
}

interface LineProps {
  test: Test;
  subjects: Subject[];
  nameOf: (subject: Subject) => string;
  choiceName: (texts: Subject['texts'] extends (infer T)[] | undefined ? T | undefined : never) => string;
  change: (test: Test | undefined) => void;
}

function TestLine({ test, subjects, nameOf, choiceName, change }: LineProps) {
  const words = useFormWords();
  const id = subjectOf(test);
  const subject = subjects.find((one) => one.id === id);
  const set = (value: string | number) => change({ ...test, value });
  const numeric = subject?.numeric;
  return (
    <div className={styles.test}>
      <NativeSelect
        aria-label={words.subject}
        value={id}
        error={subject ? undefined : true}
        onChange={(event) => {
          const next = subjects.find((one) => one.id === event.currentTarget.value);
          if (next) change(about(next, test));
        }}
        data={[
          ...(subject ? [] : [{ value: id, label: `${id.replace(/^\w+:/, '')} (${words.gone})` }]),
          ...subjects.map((one) => ({ value: one.id, label: nameOf(one) })),
        ]}
      />
      <NativeSelect
        aria-label={words.test}
        value={test.is}
        onChange={(event) => change(asking(event.currentTarget.value as TestName, test, subject))}
        data={[...new Set([...(subject?.tests ?? []), test.is])].map((value) => ({
          value,
          label: words.tests[value],
        }))}
      />
      {needsValue(test.is) ? (
        subject?.choices ? (
          <NativeSelect
            aria-label={words.compare}
            value={String(test.value)}
            onChange={(event) => set(numeric ? Number(event.currentTarget.value) : event.currentTarget.value)}
            data={subject.choices.map(({ value, texts, other }) => ({
              value: String(value),
              label: other ? words.otherChoice : texts ? choiceName(texts) || String(value) : String(value),
            }))}
          />
        ) : numeric ? (
          <NumberField
            bare
            label={words.compare}
            value={Number(test.value)}
            change={(value) => value !== undefined && set(value)}
          />
        ) : (
          <TextInput
            aria-label={words.compare}
            maxLength={200}
            value={String(test.value ?? '')}
            onChange={(event) => set(event.currentTarget.value)}
          />
        )
      ) : null}
      <ActionIcon variant="subtle" aria-label={words.takeTest} onClick={() => change(undefined)}>
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </div>
  );
}
