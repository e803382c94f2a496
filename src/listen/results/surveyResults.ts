import { customersByIds } from '../../know/know.ts';
import { type Actor, require } from '../../platform/access.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { MINIMUM } from '../../platform/suppression.ts';
import { questionsOf, type SurveyDocument, textIn } from '../survey/document.ts';
import { openSurvey, versionById } from '../survey/open.ts';
import { type Question, scaleOf } from '../survey/question.ts';
import { versionIdOf } from '../survey/surveys.ts';
import {
  countAnswered,
  countAnswers,
  countValues,
  medianSeconds,
  newestWords,
  readAnswerPage,
  type Which,
} from './results.sql.ts';
import type { AnswersQuery, QuestionResult, ResultsQuery, SurveyAnswer, SurveyResults } from './results.ts';

/** What was answered, question by question, under the newest version or the one asked for. @throws `not_found` */
export async function surveyResults(
  platform: Platform,
  actor: Actor,
  key: string,
  query: ResultsQuery,
): Promise<SurveyResults> {
  require(actor, 'survey:read');
  const survey = await openSurvey(platform.db, key);
  const versionId =
    query.version === undefined
      ? survey.versionId
      : await versionIdOf(platform.db, survey.surveyId, query.version);
  if (!versionId) return { n: 0, partial: 0, setAside: 0, medianSeconds: null, byChannel: [], questions: [] };
  const { document } = await versionById(platform.db, versionId);
  const which: Which = {
    surveyId: survey.surveyId,
    // A version is looked at by itself only where it is asked for; keys mean the same in all of them.
    versionId: query.version === undefined ? undefined : versionId,
    from: query.from ? new Date(query.from) : undefined,
    until: query.until ? new Date(Date.parse(query.until) + 86_400_000) : undefined,
  };
  const { db } = platform;
  const questions = questionsOf(document);
  const counted = questions.filter(({ type }) => !['text', 'contact', 'file', 'date'].includes(type));
  const [byChannel, median, answered, values] = await Promise.all([
    countAnswers(db, which),
    medianSeconds(db, which),
    countAnswered(db, which),
    countValues(
      db,
      which,
      counted.map((one) => one.key),
    ),
  ]);
  const sum = (of: 'complete' | 'partial' | 'setAside') =>
    byChannel.reduce((total, row) => total + row[of], 0);
  const results: QuestionResult[] = [];
  for (const question of questions) {
    const n = answered.find((row) => row.question === question.key)?.n ?? 0;
    const own = values.filter((row) => row.question === question.key);
    const tooFew = n < MINIMUM;
    const speaks = question.type === 'text' || (question.type === 'choice' && question.other);
    results.push({
      key: question.key,
      type: question.type,
      text: textIn(question.text, document.languages[0] as string, document),
      n,
      tooFew,
      mean: tooFew ? null : meanOf(question, own),
      counts: tooFew ? [] : countsOf(question, own, document),
      places: tooFew ? [] : placesOf(question, own, document),
      words:
        !tooFew && speaks && actor.permissions.has('customer:read')
          ? await newestWords(db, which, question.key)
          : [],
    });
  }
  return {
    n: sum('complete'),
    partial: sum('partial'),
    setAside: sum('setAside'),
    medianSeconds: median,
    byChannel: byChannel.map(({ channel, complete, partial }) => ({ channel, complete, partial })),
    questions: results,
  };
}

type Count = { value: string; place: number | null; n: number };

function meanOf(question: Question, own: Count[]): number | null {
  if (!scaleOf(question) && question.type !== 'number') return null;
  const n = own.reduce((sum, row) => sum + row.n, 0);
  return n === 0 ? null : own.reduce((sum, row) => sum + Number(row.value) * row.n, 0) / n;
}

function countsOf(question: Question, own: Count[], document: SurveyDocument): QuestionResult['counts'] {
  const n = (key: string) => own.filter((row) => row.value === key).reduce((sum, row) => sum + row.n, 0);
  const named = (key: string, text: string) => ({ key, text, n: n(key) });
  const word = (texts: Record<string, string>) => textIn(texts, document.languages[0] as string, document);
  const scale = scaleOf(question);
  if (scale)
    return Array.from({ length: scale.to - scale.from + 1 }, (_, i) =>
      named(String(scale.from + i), String(scale.from + i)),
    );
  switch (question.type) {
    case 'choice':
    case 'multiple':
      return [
        ...question.options.map(({ key, text }) => named(key, word(text))),
        ...('other' in question && question.other ? [named('~other', '…')] : []),
      ];
    case 'matrix':
      return question.rows.flatMap((row) =>
        question.columns.map((column) =>
          named(`${row.key}.${column.key}`, `${word(row.text)}: ${word(column.text)}`),
        ),
      );
    case 'consent':
      return [named('true', '✓')];
    default:
      return [];
  }
}

function placesOf(question: Question, own: Count[], document: SurveyDocument): QuestionResult['places'] {
  if (question.type !== 'ranking') return [];
  return question.options.map(({ key, text }) => {
    const rows = own.filter((row) => row.value === key);
    const n = rows.reduce((sum, row) => sum + row.n, 0);
    const places = rows.reduce((sum, row) => sum + (row.place ?? 0) * row.n, 0);
    return {
      key,
      text: textIn(text, document.languages[0] as string, document),
      mean: n === 0 ? 0 : places / n,
    };
  });
}

/** Single answers with the customer behind them, the last touched first. */
export async function surveyAnswers(
  platform: Platform,
  actor: Actor,
  key: string,
  query: AnswersQuery,
): Promise<{ items: SurveyAnswer[]; next: string | null }> {
  require(actor, 'survey:read');
  require(actor, 'customer:read');
  const survey = await openSurvey(platform.db, key);
  const rows = await readAnswerPage(platform.db, survey.surveyId, {
    after: cursor(query.after),
    limit: query.limit,
    flagged: query.flagged,
  });
  const customers = await customersByIds(platform.db, [
    ...new Set(rows.flatMap((row) => row.customerId ?? [])),
  ]);
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  return {
    items: rows.map(({ customerId, changedAt: _, decidedAt, decidedBy, reason, ...row }) => {
      const customer = customerId === null ? undefined : customers.get(customerId);
      return {
        ...row,
        customer: customer ? { id: customer.id, name: customer.name } : null,
        decision: decidedAt && { at: decidedAt, by: decidedBy, reason: reason ?? '' },
      };
    }),
    next: last ? `${last.changedAt.toISOString()}~${last.answerId}` : null,
  };
}

function cursor(after: string | undefined): { at: Date; id: string } | undefined {
  if (after === undefined) return undefined;
  const [at = '', id = ''] = after.split('~');
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))
    throw new Refusal('bad_cursor', 'Take “after” from the answer’s “next” as it is.', { after });
  return { at: new Date(at), id };
}
