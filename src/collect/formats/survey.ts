import { normalName } from '../mapping/columnRole.ts';
import type { Mapping, Value, Yield } from '../mapping/mapping.ts';
import type { ColumnGuess } from '../read/columns.ts';
import type { Table } from './format.ts';
import { asksForWords, asValue, type Question, scoreOf, valuesOf } from './question.ts';

export interface Survey {
  /** Column of the tool's own id of the answer sheet: what makes a repeat a repeat. */
  id: string;
  /** When it was answered: the first of these columns that is there and filled. */
  at: string[];
  /** Columns that say who answered; the first that is filled is the key. */
  person: string[];
  name?: Value | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  questions: Question[];
  /** Further columns worth keeping with the answer. */
  details: string[];
  zone?: string | undefined;
  refuse?: Mapping['refuse'];
}

/** A mapping has room for twenty facts a row; details and one identity are among them. */
const MOST_SCORES = 10;
const MOST_WORDS = 8;
const MOST_DETAILS = 30;

/**
 * One row of answers: each score is a response with the words that follow it, further words are responses of their own,
 * everything else stays with the first as a detail. Keys are the tool's id and the question, so that a later export changes nothing.
 */
export function surveyMapping(
  survey: Survey,
  table: Table,
): { mapping: Omit<Mapping, 'read'>; notes: string[] } {
  const notes: string[] = [];
  const has = (name: string | undefined) => name !== undefined && guessOf(table, name)?.type !== undefined;
  const filled = (name: string) => has(name) && valuesOf(name, table).length > 0;
  const who = survey.person.find(filled);
  const at = when(guessOf(table, survey.at.find(filled) ?? survey.at.find(has) ?? ''));
  const own = { ...(who ? { who } : {}), at };
  const responses: Extract<Yield, { type: 'response' }>[] = [];
  const details: string[] = survey.details.filter(filled);
  let last: (typeof responses)[number] | undefined;
  let words = 0;
  for (const question of survey.questions) {
    const score = scoreOf(question, table);
    const name = question.column.name;
    if (score && 'note' in score) notes.push(score.note);
    if (score && 'metric' in score && responses.length < MOST_SCORES) {
      last = {
        type: 'response',
        key: `{${survey.id}}-${codeOf(question)}`,
        metric: `=${score.metric}`,
        value: score.value,
        ...own,
      };
      responses.push(last);
    } else if (asksForWords(question, table) && words < MOST_WORDS) {
      words++;
      if (last && last.comment === undefined) last.comment = asValue(name);
      else {
        const metric =
          last?.metric ?? `=${(table.metrics.find((one) => one.common) ?? table.metrics[0])?.key ?? 'nps'}`;
        responses.push({
          type: 'response',
          key: `{${survey.id}}-${codeOf(question)}`,
          metric,
          comment: asValue(name),
          ...own,
        });
      }
    } else if (question.column.type !== 'blank') details.push(name);
  }
  const yields: Yield[] = [];
  const { name, email, phone } = survey;
  if (who) {
    yields.push({
      type: 'identity',
      key: who,
      ...(name && namesOf(name).every(filled) ? { name } : {}),
      ...(email && filled(email) ? { email } : {}),
      ...(phone && filled(phone) ? { phone } : {}),
    });
  }
  const [first] = responses;
  if (first && details.length > 0) {
    const room = details.slice(0, MOST_DETAILS);
    first.attributes = Object.fromEntries(
      room.map((one) => [attributeName(one), detail(guessOf(table, one), one)]),
    );
    if (room.length < details.length) {
      notes.push(
        `${details.length - room.length} further columns are left out: ${details.slice(MOST_DETAILS).join(', ').slice(0, 300)}.`,
      );
    }
  }
  if (responses.length === 0) {
    notes.push(
      'No question could be told to ask for a score or for words. Say yourself what the columns are.',
    );
    yields.push({ type: 'interaction', key: `{${survey.id}}`, kind: '=survey.answered', ...own });
  }
  yields.push(...responses);
  return {
    mapping: {
      yields,
      ...(survey.zone ? { zone: survey.zone } : {}),
      ...(survey.refuse ? { refuse: survey.refuse } : {}),
    },
    notes,
  };
}

/** A date column with the order of its parts. */
export function when(column: ColumnGuess | undefined): Value {
  if (!column) return '=';
  const format = column.date?.format ?? 'iso';
  return format === 'iso' ? asValue(column.name) : { column: column.name, format };
}

/** A number stays one. */
export function detail(column: ColumnGuess | undefined, name: string): Value {
  const number = column?.type === 'integer' || column?.type === 'number';
  return number ? { column: name, number: true } : asValue(name);
}

export function attributeName(name: string): string {
  return (normalName(name) || name).slice(0, 100);
}

export function guessOf({ columns }: Pick<Table, 'columns'>, name: string): ColumnGuess | undefined {
  return columns.find((column) => column.name === name);
}

function codeOf({ column }: Question): string {
  return (normalName(column.name) || 'answer').slice(0, 60);
}

function namesOf(value: Value): string[] {
  if (typeof value !== 'string') return [value.column];
  const parts = [...value.matchAll(/\{([^{}]+)\}/g)].map((found) => found[1] as string);
  return parts.length > 0 ? parts : [value];
}
