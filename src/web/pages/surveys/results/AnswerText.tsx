import type { Question, Texts } from '../../../../listen/survey/question.ts';
import { apiPath } from '../../../api/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useResultWords } from './messages.ts';

interface Props {
  value: unknown;
  /** As it stands now; an answer to one that is gone is shown as it came. */
  question: Question | undefined;
  language: string;
}

/** One answer in words: what was chosen by its text, a file by its name. */
export function AnswerText({ value, question, language }: Props) {
  const words = useResultWords();
  const format = useFormat();
  const said = (texts: Texts | undefined, key: string) =>
    texts?.[language] || Object.values(texts ?? {})[0] || key;
  const option = (key: string) =>
    said(
      question && 'options' in question ? question.options.find((one) => one.key === key)?.text : undefined,
      key,
    );
  if (typeof value === 'number') return format.number(value);
  if (typeof value === 'boolean') return words.yes;
  if (typeof value === 'string') {
    return question?.type === 'date' ? format.date(value) : question?.type === 'text' ? value : option(value);
  }
  if (Array.isArray(value)) {
    return question?.type === 'ranking'
      ? value.map((key, n) => `${n + 1}. ${option(String(key))}`).join(', ')
      : value.map((key) => option(String(key))).join(', ');
  }
  const parts = (value ?? {}) as Record<string, unknown>;
  if ('other' in parts) return String(parts.other);
  if ('fileId' in parts) {
    return (
      <a href={apiPath(`/survey-files/${parts.fileId}`)} download>
        {String(parts.name ?? words.file)}
      </a>
    );
  }
  if ('wanted' in parts) {
    return [words.wanted, parts.name, parts.email, parts.phone].filter(Boolean).map(String).join(' · ');
  }
  return Object.entries(parts)
    .map(([row, column]) => {
      if (question?.type !== 'matrix') return `${row}: ${column}`;
      const rowText = question.rows.find((one) => one.key === row)?.text;
      const columnText = question.columns.find((one) => one.key === column)?.text;
      return `${said(rowText, row)}: ${said(columnText, String(column))}`;
    })
    .join(' · ');
}
