import { Button, FileButton, Switch } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../../../i18n/language.ts';
import { Card } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { Go } from '../../../parts/Go.tsx';
import { done, refused } from '../../../parts/notify.ts';
import { useUrl } from '../../../parts/useUrl.ts';
import { usePlaceTitle } from '../build/usePlaceTitle.ts';
import { download, languageName } from '../surveys.ts';
import type { TabProps } from '../tabs.ts';
import { fromCsv, toCsv } from './csv.ts';
import { useTranslateWords } from './messages.ts';
import styles from './Translations.module.css';
import { isMissing, missingIn, textRows } from './texts.ts';

/** Rows are the texts, columns the languages; what is missing is marked, and written here. */
export function Translations({ survey, drafting }: TabProps) {
  const words = useTranslateWords();
  const reader = useLanguage();
  const [url, setUrl] = useUrl();
  const { document, edit } = drafting;
  const { languages } = document;
  const first = languages[0] as string;
  const titleOf = usePlaceTitle(document);
  const only = url.show === 'missing';
  // A row stays while it is being filled in: what was missing when the switch was thrown.
  const [kept, keep] = useState<Set<string>>();
  const rows = textRows(document);
  const missing = () =>
    new Set(
      rows.filter(({ texts }) => languages.some((code) => isMissing(texts, code, first))).map(({ id }) => id),
    );
  const wanted = only ? (kept ?? missing()) : undefined;
  const shown = rows.filter(({ id }) => !wanted || wanted.has(id));
  const takeIn = async (file: File | null) => {
    if (!file) return;
    const csv = await file.text();
    const taken = fromCsv(structuredClone(document), csv);
    if (taken.changed === 0 && (taken.unknown.length > 0 || taken.columns.length > 0)) {
      refused(new Error(words.nothing));
      return;
    }
    edit((d) => void fromCsv(d, csv));
    const left = taken.columns.length > 0 ? ` ${words.columnsLeft(taken.columns.join(', '))}` : '';
    done(words.took(taken.changed, taken.unknown.length) + left, async () => drafting.undo());
  };
  if (languages.length === 1) {
    return (
      <EmptyState
        title={languageName(first, reader)}
        text={words.one}
        action={<Go to={`/surveys/${survey.key}?at=start&pane=edit`}>{words.toLanguages}</Go>}
      />
    );
  }
  return (
    <Card>
      <div className={styles.tools}>
        <p className="muted">{words.sentence}</p>
        {languages.slice(1).map((code) => {
          const n = missingIn(document, code);
          const name = languageName(code, reader);
          return (
            <Chip key={code} tone={n > 0 ? 'pass' : 'good'}>
              {n > 0 ? words.missing(n, name) : words.complete(name)}
            </Chip>
          );
        })}
        <Switch
          label={words.onlyMissing}
          checked={only}
          onChange={(event) => {
            keep(event.currentTarget.checked ? missing() : undefined);
            setUrl({ show: event.currentTarget.checked ? 'missing' : undefined });
          }}
        />
        <Button onClick={() => download(`${survey.key}.texts.csv`, 'text/csv', `\uFEFF${toCsv(document)}`)}>
          {words.out}
        </Button>
        <FileButton accept=".csv,text/csv" onChange={(file) => void takeIn(file)}>
          {(props) => <Button {...props}>{words.in}</Button>}
        </FileButton>
      </div>
      {shown.length === 0 ? <p className="muted">{words.allThere}</p> : null}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.place}</th>
              {languages.map((code) => (
                <th key={code} scope="col">
                  {languageName(code, reader)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {words.parts[row.part]}
                  {row.part === 'question' || row.place.kind !== 'question' ? null : (
                    <span className="tiny dim">{titleOf(row.place)}</span>
                  )}
                </th>
                {languages.map((code) => (
                  <td
                    key={code}
                    data-language={languageName(code, reader)}
                    data-missing={isMissing(row.texts, code, first) || undefined}
                  >
                    <textarea
                      rows={1}
                      lang={code}
                      maxLength={4000}
                      aria-label={words.cell(
                        words.parts[row.part],
                        languageName(code, reader),
                        row.texts[first] ?? '',
                      )}
                      value={row.texts[code] ?? ''}
                      onChange={(event) => {
                        const { value } = event.currentTarget;
                        edit((d) => row.set(d, { ...row.texts, [code]: value }), `${row.id}.${code}`);
                      }}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
