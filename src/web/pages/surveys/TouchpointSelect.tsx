import { Select } from '@mantine/core';
import { useApi } from '../../api/useApi.ts';
import { useSurveyWords } from './messages.ts';

interface Props {
  value: string | null;
  onChange: (key: string | null) => void;
}

interface Place {
  key: string;
  name: string;
  journeyName: string;
}

/** What the answers are about. */
export function TouchpointSelect({ value, onChange }: Props) {
  const words = useSurveyWords();
  const places = useApi<{ items: Place[] }>(['touchpoints'], '/touchpoints').data?.items ?? [];
  return (
    <Select
      mt="sm"
      label={words.touchpoint}
      placeholder={words.noTouchpoint}
      searchable
      clearable
      openOnFocus={false}
      value={value}
      onChange={onChange}
      data={places.map((place) => ({ value: place.key, label: `${place.name} · ${place.journeyName}` }))}
    />
  );
}
