import { TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';

/** A line to type one more name into: Enter adds it and stays for the next. */
export function AddHere({ label, hint, add }: { label: string; hint?: string; add: (name: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        add(text.trim());
        setText('');
      }}
    >
      <TextInput
        size="xs"
        aria-label={label}
        placeholder={hint ?? label}
        leftSection={<IconPlus size={13} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText('')}
      />
    </form>
  );
}
