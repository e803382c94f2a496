import type { Fact } from '../../collect/collect.ts';
import { questionsOf, type SurveyDocument } from '../survey/document.ts';
import { metricOf, type Question } from '../survey/question.ts';
import type { AnswerRow } from './answer.sql.ts';
import type { Answers, AnswerValue, ContactWish, SentFile } from './answer.ts';
import { shown } from './flow.ts';

/** What the loop is told of an answer besides what was answered. */
export interface About {
  surveyKey: string;
  version: number;
  document: SurveyDocument;
  /** Metric under which words without a score are kept. */
  wordsMetric: string;
}

/** A fact has a score or words. */
const NO_WORDS = '—';

/**
 * The facts of a complete answer: who answered, where that is known; that they did; and each score with its words.
 * Fact keys follow from the answer and the question, so the same answer again is the same facts. Of an answer that was set
 * aside the words stay and the scores go: delivered again without a score, a fact is taken out of the cells.
 */
export function factsOf(row: AnswerRow, about: About): Fact[] {
  const { answers } = shown(about.document, { answers: row.answers, facts: row.piped });
  const questions = questionsOf(about.document).filter(({ key }) => answers[key] !== undefined);
  const at = (row.completedAt as Date).toISOString();
  const wish = questions.flatMap((question) =>
    question.type === 'contact' ? [answers[question.key] as ContactWish] : [],
  )[0];
  const person = wish && !row.identityId ? identityOf(row.answerId, wish, at) : undefined;
  const who = row.identityId ? `@${row.identityId}` : person ? person.key : null;
  const common = {
    who,
    at,
    touchpoint: row.touchpoint,
    attributes: {
      survey: about.surveyKey,
      version: about.version,
      channel: row.channel,
      language: row.language,
      ...(row.setAside === null ? {} : { setAside: row.setAside.slice(0, 200) }),
    },
  };
  const facts: Fact[] = person ? [person] : [];
  facts.push({
    type: 'interaction',
    key: row.answerId,
    kind: 'survey.answered',
    ...common,
    attributes: { ...common.attributes, ...others(questions, answers) },
  });
  const scores = scoresOf(questions, answers);
  const words = wordsOf(questions, answers);
  for (const [i, score] of scores.entries()) {
    // Words about no score in particular go along with the first one.
    const said = [
      ...words.filter(({ about }) => about === score.question),
      ...(i === 0 ? words.filter((w) => !scores.some((s) => s.question === w.about)) : []),
    ];
    facts.push({
      type: 'response',
      key: `${row.answerId}:${score.question}`,
      metric: score.metric,
      value: row.setAside === null ? score.value : null,
      ...(said.length > 0 ? { comment: joined(said) } : row.setAside === null ? {} : { comment: NO_WORDS }),
      ...(i === 0 && wish ? { contactRequested: true } : {}),
      ...common,
    });
  }
  if (scores.length === 0 && (words.length > 0 || wish)) {
    facts.push({
      type: 'response',
      key: `${row.answerId}:words`,
      metric: about.wordsMetric,
      comment: joined(words) || NO_WORDS,
      ...(wish ? { contactRequested: true } : {}),
      ...common,
    });
  }
  return facts;
}

function identityOf(answerId: string, wish: ContactWish, at: string): Fact & { type: 'identity' } {
  return {
    type: 'identity',
    key: answerId,
    at,
    partial: true,
    ...(wish.name ? { name: wish.name } : {}),
    ...(wish.email ? { email: wish.email } : {}),
    ...(wish.phone ? { phone: wish.phone } : {}),
  };
}

interface Score {
  question: string;
  metric: string;
  value: number;
}

/** A number for each metric; where two questions feed the same one, each is an answer of its own. */
function scoresOf(questions: Question[], answers: Answers): Score[] {
  return questions.flatMap((question): Score[] => {
    const value = answers[question.key];
    if (question.type === 'matrix') {
      const chosen = value as Record<string, string>;
      return question.rows.flatMap((row) => {
        const number = question.columns.find(({ key }) => key === chosen[row.key])?.value;
        return row.metric && number !== undefined
          ? [{ question: `${question.key}.${row.key}`, metric: row.metric, value: number }]
          : [];
      });
    }
    const metric = metricOf(question);
    const number =
      typeof value === 'number'
        ? value
        : question.type === 'choice'
          ? question.options.find(({ key }) => key === value)?.value
          : undefined;
    return metric && number !== undefined ? [{ question: question.key, metric, value: number }] : [];
  });
}

function wordsOf(questions: Question[], answers: Answers): { about: string | undefined; words: string }[] {
  return questions.flatMap((question) => {
    const value = answers[question.key];
    if (question.type === 'text') return [{ about: question.commentOf, words: value as string }];
    if (question.type === 'choice' && typeof value === 'object')
      return [{ about: undefined, words: (value as { other: string }).other }];
    return [];
  });
}

function joined(words: { words: string }[]): string {
  return words
    .map(({ words }) => words)
    .join('\n\n')
    .slice(0, 20_000);
}

/** Answers without a score, in a form that attributes can hold. */
function others(questions: Question[], answers: Answers): Record<string, string | number | boolean> {
  return Object.fromEntries(
    questions
      .filter(({ type }) => type !== 'text' && type !== 'contact')
      .map(({ key }): [string, string | number | boolean] => [
        `answer.${key}`,
        plain(answers[key] as AnswerValue),
      ]),
  );
}

function plain(value: AnswerValue): string | number | boolean {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'object') return typeof value === 'string' ? value.slice(0, 2000) : value;
  if ('other' in value) return String(value.other).slice(0, 2000);
  if ('fileId' in value) return (value as SentFile).name;
  return Object.entries(value)
    .map(([row, column]) => `${row}: ${column}`)
    .join(', ')
    .slice(0, 2000);
}
