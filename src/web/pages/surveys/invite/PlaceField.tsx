import { Select } from '@mantine/core';
import { useApi } from '../../../api/useApi.ts';
import type { FieldProps } from './draftPlan.ts';
import { useInviteWords } from './messages.ts';

/** Where it happened; none: anywhere. */
export function PlaceField({ draft, set }: FieldProps) {
  const words = useInviteWords();
  const places =
    useApi<{ items: { key: string; name: string; journeyName: string }[] }>(['touchpoints'], '/touchpoints')
      .data?.items ?? [];
  return (
    <Select
      label={words.form.touchpoint}
      placeholder={words.form.anyTouchpoint}
      searchable
      clearable
      openOnFocus={false}
      value={draft.touchpoint}
      onChange={(touchpoint) => set({ touchpoint })}
      data={places.map((place) => ({ value: place.key, label: `${place.name} · ${place.journeyName}` }))}
    />
  );
}
