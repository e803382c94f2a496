import { Tooltip } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** A few words on pointing or focusing. What is needed to understand the page must not stand here only. */
export function Hint({ text, children }: { text: ReactNode; children: ReactElement }) {
  return text ? <Tooltip label={text}>{children}</Tooltip> : children;
}
