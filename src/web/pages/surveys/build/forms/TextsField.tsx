import { ActionIcon, Menu, Textarea, TextInput } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Texts } from '../../../../../listen/survey/question.ts';
import { useLanguage } from '../../../../i18n/language.ts';
import { useUrl } from '../../../../parts/useUrl.ts';
import { languageName } from '../../surveys.ts';
import type { Drafting } from '../useDraft.ts';
import { useTextLanguage } from '../usePlaceTitle.ts';
import { useFormWords } from './messages.ts';

interface Props {
  label: string;
  texts: Texts | undefined;
  /** Undefined where nothing is left of an optional text. */
  change: (texts: Texts | undefined) => void;
  drafting: Drafting;
  optional?: boolean;
  lines?: boolean;
  /** Known facts cannot stand in it. */
  plain?: boolean;
  bare?: boolean;
}

/** A text in the language that is edited; the first language stands grey where a translation is missing. */
export function TextsField({ label, texts, change, drafting, optional, lines, plain, bare }: Props) {
  const words = useFormWords();
  const reader = useLanguage();
  const [, setUrl] = useUrl();
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const { document } = drafting;
  const language = useTextLanguage(document);
  const first = document.languages[0] as string;
  const put = (value: string) => {
    const next = { ...texts, [language]: value };
    if (value === '') delete next[language];
    change(optional && Object.values(next).every((one) => one === '') ? undefined : next);
  };
  const insert = (name: string) => {
    const value = texts?.[language] ?? '';
    const at = field.current?.selectionStart ?? value.length;
    put(`${value.slice(0, at)}{{${name}}}${value.slice(field.current?.selectionEnd ?? at)}`);
    field.current?.focus();
  };
  const shown = language === first ? label : `${label} · ${languageName(language, reader)}`;
  const shared = {
    ref: field,
    value: texts?.[language] ?? '',
    placeholder: language === first ? undefined : texts?.[first],
    lang: language,
    maxLength: 4000,
    onChange: (event: { currentTarget: { value: string } }) => put(event.currentTarget.value),
    ...(bare ? { 'aria-label': shown } : { label: shown }),
    rightSection: plain ? undefined : (
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            size={26}
            variant="subtle"
            aria-label={`${words.insertFact}: ${label}`}
            title={words.insertFact}
          >
            <IconBraces size={15} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {document.facts.map(({ name }) => (
            <Menu.Item key={name} onClick={() => insert(name)}>{`{{${name}}}`}</Menu.Item>
          ))}
          <Menu.Item onClick={() => setUrl({ at: 'facts' })}>{words.nameFacts}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    ),
  };
  return lines ? <Textarea autosize minRows={2} {...shared} /> : <TextInput {...shared} />;
}
