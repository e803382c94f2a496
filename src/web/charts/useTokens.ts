import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';

const names = [
  'card',
  'line',
  'line2',
  'ink',
  'ink2',
  'ink3',
  'accent',
  'good',
  'pass',
  'bad',
  'few-mark',
  'sunk',
] as const;
type Tokens = Record<(typeof names)[number], string>;

/** The colours of this moment as ECharts needs them: written out, and new when light turns to dark. */
export function useTokens(): Tokens {
  const scheme = useComputedColorScheme('light');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme decides what the variables resolve to
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(
      names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
    ) as Tokens;
  }, [scheme]);
}
