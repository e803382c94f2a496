import { Button, Select, TagsInput, Textarea } from '@mantine/core';
import { useApi } from '../../api/useApi.ts';
import styles from './Interviews.module.css';
import { useInterviewWords } from './messages.ts';

export interface DraftQuote {
  /** Of the fields; a quote that is not saved yet has no id of its own. */
  id: string;
  quoteId?: string;
  text: string;
  touchpoint: string;
  themes: string[];
  /** What is not edited here. */
  kept?: { persona: string | null; metric: string | null; value: number | null };
}

interface Props {
  quote: DraftQuote;
  number: number;
  change: (changed: Partial<DraftQuote>) => void;
  remove: () => void;
}

export function QuoteFields({ quote, number, change, remove }: Props) {
  const words = useInterviewWords();
  const places =
    useApi<{ items: { key: string; name: string; journeyName: string }[] }>(['touchpoints'], '/touchpoints')
      .data?.items ?? [];
  const themes =
    useApi<{ items: { theme: string }[] }>(['interviews', 'themes'], '/interview-themes').data?.items ?? [];
  return (
    <fieldset className={styles.quote}>
      <legend>{words.quote(number)}</legend>
      <Textarea
        autosize
        minRows={2}
        maxLength={5000}
        label={words.words}
        value={quote.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Select
        label={words.touchpoint}
        searchable
        clearable
        openOnFocus={false}
        data={places.map((one) => ({ value: one.key, label: `${one.name} · ${one.journeyName}` }))}
        value={quote.touchpoint || null}
        onChange={(key) => change({ touchpoint: key ?? '' })}
      />
      <TagsInput
        label={words.themes}
        description={words.themesHint}
        data={themes.map(({ theme }) => theme)}
        value={quote.themes}
        onChange={(chosen) => change({ themes: chosen })}
      />
      <div>
        <Button size="xs" onClick={remove} aria-label={words.remove(number)}>
          ×
        </Button>
      </div>
    </fieldset>
  );
}
