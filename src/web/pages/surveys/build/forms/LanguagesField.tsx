import { ActionIcon, Button, Select } from '@mantine/core';
import { IconArrowUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage } from '../../../../i18n/language.ts';
import { Chip } from '../../../../parts/Chip.tsx';
import { languageName } from '../../surveys.ts';
import type { Drafting } from '../useDraft.ts';
import styles from './Forms.module.css';
import { useFormWords } from './messages.ts';

/** Those most spoken in Europe first; any other one comes in with a file. */
const known =
  'en de fr it es pt nl pl cs sk hu ro bg el sv da nb fi et lv lt sl hr sr bs sq mk tr uk ru ar he fa hi zh ja ko vi th id'.split(
    ' ',
  );

/** The languages of the survey. What was translated into one that is deleted is kept, should it come back. */
export function LanguagesField({ drafting }: { drafting: Drafting }) {
  const words = useFormWords();
  const reader = useLanguage();
  const [code, setCode] = useState<string | null>(null);
  const { languages } = drafting.document;
  const put = (next: string[]) =>
    drafting.edit((d) => {
      d.languages = next;
    });
  return (
    <fieldset className={styles.options}>
      <legend>{words.languages}</legend>
      <p className="tiny muted">{words.languagesHint}</p>
      {languages.map((one, n) => {
        const name = languageName(one, reader);
        return (
          <div key={one} className={styles.language}>
            <span>{name}</span>
            {n === 0 ? <Chip tone="accent">{words.firstLanguage}</Chip> : null}
            <span className={styles.moves}>
              <ActionIcon
                size={26}
                variant="subtle"
                aria-label={words.makeFirst(name)}
                disabled={n === 0}
                onClick={() => put([one, ...languages.filter((other) => other !== one)])}
              >
                <IconArrowUp size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={26}
                variant="subtle"
                aria-label={words.takeLanguage(name)}
                disabled={languages.length === 1}
                onClick={() => put(languages.filter((other) => other !== one))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </span>
          </div>
        );
      })}
      <div className={styles.adding}>
        <Select
          aria-label={words.languageCode}
          placeholder={words.languageCode}
          searchable
          openOnFocus={false}
          value={code}
          onChange={setCode}
          data={known
            .filter((one) => !languages.includes(one))
            .map((value) => ({ value, label: languageName(value, reader) }))}
        />
        <Button
          disabled={!code || languages.length >= 30}
          onClick={() => {
            if (code) put([...languages, code]);
            setCode(null);
          }}
        >
          {words.addLanguage}
        </Button>
      </div>
    </fieldset>
  );
}
