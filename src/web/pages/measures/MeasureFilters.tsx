import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { Chip } from '../../parts/Chip.tsx';
import { Filters } from '../../parts/Filters.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Measures.module.css';
import { useDimensions, usePlaceNames, useScope } from './measures.ts';
import { useMeasuresWords } from './messages.ts';

/** The reporting dimensions, and what else the address narrows the figures to. */
export function MeasureFilters() {
  const words = useMeasuresWords();
  const dimensions = useDimensions();
  const scope = useScope();
  const nameOf = usePlaceNames();
  const [, setUrl] = useUrl();
  const choices = useMemo(
    () =>
      dimensions
        .filter((dimension) => dimension.values.length > 1 && dimension.values.length <= 100)
        .slice(0, 6)
        .map(({ key, name, values }) => ({
          name: `where.${key}`,
          label: name,
          options: values.map((value) => ({ value, label: value })),
        })),
    [dimensions],
  );
  const places = (['journey', 'phase', 'touchpoint'] as const).filter((name) => scope[name]);
  if (choices.length === 0 && places.length === 0) return null;
  return (
    <div className={styles.tools}>
      <Filters choices={choices} />
      {places.map((name) => (
        <Chip key={name} tone="accent">
          {words.only} {words[name]}: {nameOf(name, scope[name] ?? '')}
        </Chip>
      ))}
      {places.length > 0 ? (
        <Button
          size="compact-sm"
          onClick={() => setUrl({ journey: undefined, phase: undefined, touchpoint: undefined })}
        >
          {words.clear}
        </Button>
      ) : null}
    </div>
  );
}
