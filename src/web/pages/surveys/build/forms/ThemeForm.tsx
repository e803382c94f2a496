import { Button, FileInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SurveyDocument } from '../../../../../listen/survey/document.ts';
import { weakContrasts } from '../../../../../listen/survey/theme.ts';
import { useFormat } from '../../../../i18n/format.ts';
import type { Drafting } from '../useDraft.ts';
import styles from './Forms.module.css';
import { smallPicture } from './logo.ts';
import { useFormWords } from './messages.ts';

type Theme = SurveyDocument['theme'];
const colours = ['accent', 'background', 'card', 'text'] as const;
const whole = /^#[0-9a-f]{6}$/i;

/** Colours with what reads badly among them, name and logo. */
export function ThemeForm({ drafting }: { drafting: Drafting }) {
  const words = useFormWords();
  const format = useFormat();
  const { theme } = drafting.document;
  const [wrong, setWrong] = useState<'logoLarge' | 'logoWrong'>();
  const set = (part: Partial<Theme>, tag?: string) =>
    drafting.edit((d) => {
      d.theme = { ...d.theme, ...part };
    }, tag && `theme.${tag}`);
  const weak = colours.every((name) => whole.test(theme[name])) ? weakContrasts(theme) : [];
  const take = async (file: File | null) => {
    setWrong(undefined);
    if (!file) return;
    const picture = await smallPicture(file);
    if (typeof picture === 'string') set({ logo: picture });
    else setWrong(picture.wrong);
  };
  return (
    <div className={styles.form}>
      <div className={styles.pair}>
        {colours.map((name) => (
          <div key={name} className={styles.colour}>
            <input
              type="color"
              aria-label={words.pick(words[name])}
              value={whole.test(theme[name]) ? theme[name] : '#000000'}
              onChange={(event) => set({ [name]: event.currentTarget.value }, name)}
            />
            <TextInput
              label={words[name]}
              value={theme[name]}
              maxLength={7}
              onChange={(event) => set({ [name]: event.currentTarget.value.trim() }, name)}
            />
          </div>
        ))}
      </div>
      {weak.length > 0 ? (
        <ul className={styles.weak} role="status">
          {weak.map(({ what, has, needs }) => (
            <li key={what}>
              {words.weak[what]}: {words.contrast(format.number(has), format.number(needs))}.
            </li>
          ))}
        </ul>
      ) : null}
      <TextInput
        label={words.brand}
        description={words.brandHint}
        maxLength={80}
        value={theme.brand ?? ''}
        onChange={(event) => set({ brand: event.currentTarget.value || undefined }, 'brand')}
      />
      <FileInput
        label={words.logo}
        description={words.logoHint}
        accept="image/png,image/jpeg,image/webp,image/gif"
        error={wrong ? words[wrong] : undefined}
        value={null}
        onChange={(file) => void take(file)}
      />
      {theme.logo ? (
        <>
          <div className="row">
            <img className={styles.logo} src={theme.logo} alt={theme.logoText ?? ''} />
            <Button size="compact-sm" onClick={() => set({ logo: undefined })}>
              {words.takeLogo}
            </Button>
          </div>
          <TextInput
            label={words.logoText}
            maxLength={120}
            value={theme.logoText ?? ''}
            onChange={(event) => set({ logoText: event.currentTarget.value || undefined }, 'logoText')}
          />
        </>
      ) : null}
    </div>
  );
}
