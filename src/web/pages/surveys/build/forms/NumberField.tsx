import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';

interface Props {
  label: string;
  value: number | undefined;
  change: (value: number | undefined) => void;
  min?: number;
  max?: number;
  whole?: boolean;
  bare?: boolean;
}

/** A number that may be left out. What is being typed stays as it is until it is one. */
export function NumberField({ label, value, change, min, max, whole, bare }: Props) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  useEffect(() => {
    setText((now) =>
      now.trim() !== '' && Number(now) === value ? now : value === undefined ? '' : String(value),
    );
  }, [value]);
  return (
    <TextInput
      {...(bare ? { 'aria-label': label, placeholder: label } : { label })}
      type="number"
      min={min}
      max={max}
      step={whole ? 1 : 'any'}
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const next = typed.trim() === '' ? undefined : Number(typed);
        const fits =
          next === undefined ||
          (Number.isFinite(next) &&
            (min === undefined || next >= min) &&
            (max === undefined || next <= max) &&
            (!whole || Number.isInteger(next)));
        if (fits) change(next);
      }}
    />
  );
}
