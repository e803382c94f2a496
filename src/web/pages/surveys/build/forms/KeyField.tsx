import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { QuestionKey } from '../../../../../listen/survey/condition.ts';
import { useFormWords } from './messages.ts';

interface Props {
  value: string;
  taken: readonly string[];
  change: (key: string) => void;
}

/** The key holds once the field is left, so that nothing asks about half a key. */
export function KeyField({ value, taken, change }: Props) {
  const words = useFormWords();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const wrong = !QuestionKey.safeParse(text).success
    ? words.keyWrong
    : text !== value && taken.includes(text)
      ? words.keyTaken
      : undefined;
  return (
    <TextInput
      label={words.key}
      description={words.keyHint}
      value={text}
      error={wrong}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (!wrong && text !== value) change(text);
        else setText(value);
      }}
    />
  );
}
