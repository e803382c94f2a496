import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { messages } from '../i18n/messages.ts';
import styles from './Filters.module.css';
import { useUrl } from './useUrl.ts';

const useWords = messages({
  en: { search: 'Search', all: 'all', clear: 'Clear' },
  de: { search: 'Suchen', all: 'alle', clear: 'Zurücksetzen' },
});

export interface Choice {
  /** The name in the address: `?region=north`. */
  name: string;
  label: string;
  options: { value: string; label: string }[];
  /** What holds while nothing is chosen; “all” where left out. */
  otherwise?: string;
}

/** What is chosen is read in the field itself. */
const isLong = ({ options }: Choice) => options.length > 8 || options.some(({ label }) => label.length > 14);

interface Props {
  /** A field to type into, kept as `?q=`. Give its placeholder. */
  search?: string;
  choices?: Choice[];
  children?: React.ReactNode;
}

/** What narrows a list, all of it in the address. Read it with `useUrl`. */
export function Filters({ search, choices = [], children }: Props) {
  const words = useWords();
  const [url, setUrl] = useUrl();
  const any = choices.some((choice) => url[choice.name]) || url.q;
  return (
    <search className={styles.filters}>
      {search === undefined ? null : <SearchField placeholder={search || words.search} />}
      {choices.map((choice) => (
        <Select
          key={choice.name}
          aria-label={choice.label}
          placeholder={`${choice.label}: ${choice.otherwise ?? words.all}`}
          data={choice.options}
          value={url[choice.name] ?? null}
          onChange={(value) => setUrl({ [choice.name]: value ?? undefined })}
          clearable
          allowDeselect
          searchable={choice.options.length > 8}
          className={isLong(choice) ? `${styles.choice} ${styles.long}` : styles.choice}
        />
      ))}
      {children}
      {any ? (
        <button
          type="button"
          className={styles.clear}
          onClick={() =>
            setUrl({ q: undefined, ...Object.fromEntries(choices.map((choice) => [choice.name, undefined])) })
          }
        >
          {words.clear}
        </button>
      ) : null}
    </search>
  );
}

/** 250 ms after the last letter the address changes, and with it the list. */
const pause = 250;

export function SearchField({ placeholder, name = 'q' }: { placeholder: string; name?: string }) {
  const [url, setUrl] = useUrl();
  const kept = url[name] ?? '';
  const [text, setText] = useState(kept);
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    if (!typing) {
      setText(kept);
      return;
    }
    const timer = setTimeout(() => {
      setTyping(false);
      setUrl({ [name]: text.trim() });
    }, pause);
    return () => clearTimeout(timer);
  }, [typing, text, kept, name, setUrl]);
  return (
    <TextInput
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      leftSection={<IconSearch size={15} stroke={1.6} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        setTyping(true);
      }}
      className={styles.search}
    />
  );
}
