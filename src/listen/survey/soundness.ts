import type { Condition } from './condition.ts';
import { questionsOf, type SurveyDocument } from './document.ts';
import { metricOf, type Question, scaleOf, type Texts } from './question.ts';
import type { SurveyFault } from './survey.ts';
import { weakContrasts } from './theme.ts';

/** A metric as far as a question can feed it. */
export interface FedMetric {
  scaleMin: number | null;
  scaleMax: number | null;
}

/**
 * What keeps a document from being published: it would confuse whoever answers, or its answers could not be counted.
 * `metrics` are those that take answers, by key.
 */
export function faultsOf(document: SurveyDocument, metrics: ReadonlyMap<string, FedMetric>): SurveyFault[] {
  const faults: SurveyFault[] = [];
  const add = (where: string, code: string, text: string) => faults.push({ where, code, text });
  if (questionsOf(document).length === 0) add('pages', 'no_question', 'There is no question yet.');
  if (!document.title[first(document)]?.trim())
    add('title', 'no_text', `The title has no text in the first language (${first(document)}).`);

  const seen = new Map<string, Question>();
  const facts = new Set(document.facts.map(({ name }) => name));
  const keys = new Set<string>();
  const looked = (condition: Condition | null | undefined, where: string) =>
    faults.push(...conditionFaults(condition, where, seen, facts));
  document.pages.forEach((page, p) => {
    if (keys.has(`page ${page.key}`)) add(`pages.${p}`, 'key_twice', `Two pages have the key “${page.key}”.`);
    keys.add(`page ${page.key}`);
    looked(page.showIf, `pages.${p}.showIf`);
    page.questions.forEach((question, q) => {
      const where = `pages.${p}.questions.${q}`;
      if (seen.has(question.key)) add(where, 'key_twice', `Two questions have the key “${question.key}”.`);
      looked(question.showIf, `${where}.showIf`);
      faults.push(...questionFaults(question, where, { document, metrics, seen }));
      seen.set(question.key, question);
    });
  });
  document.quotas.forEach((quota, i) => {
    looked(quota.when, `quotas.${i}.when`);
  });
  document.ends.forEach((end, i) => {
    looked(end.when, `ends.${i}.when`);
    if (!end.title[first(document)]?.trim())
      add(`ends.${i}.title`, 'no_text', 'The end has no text in the first language.');
  });
  return faults;
}

/** What does not keep a document from being published, but should be looked at. */
export function warningsOf(document: SurveyDocument): SurveyFault[] {
  const warnings: SurveyFault[] = [];
  for (const { what, has, needs } of weakContrasts(document.theme)) {
    const text = `${what.replaceAll('_', ' ')}: contrast ${has}, needs ${needs}.`;
    warnings.push({ where: `theme.${what}`, code: 'weak_contrast', text });
  }
  for (const { where, texts } of textsOf(document)) {
    if (!texts?.[first(document)]?.trim()) continue;
    const missing = document.languages.slice(1).filter((language) => !texts[language]?.trim());
    if (missing.length === 0) continue;
    warnings.push({ where, code: 'untranslated', text: `Not translated: ${missing.join(', ')}.` });
  }
  const n = questionsOf(document).length;
  if (n > 12)
    warnings.push({
      where: 'pages',
      code: 'long',
      text: `${n} questions are many: the longer a survey, the fewer finish it.`,
    });
  return warnings;
}

function first(document: SurveyDocument): string {
  return document.languages[0] as string;
}

function questionFaults(
  question: Question,
  where: string,
  known: {
    document: SurveyDocument;
    metrics: ReadonlyMap<string, FedMetric>;
    seen: ReadonlyMap<string, Question>;
  },
): SurveyFault[] {
  const faults: SurveyFault[] = [];
  const add = (code: string, text: string, at = where) => faults.push({ where: at, code, text });
  if (!question.text[first(known.document)]?.trim())
    add('no_text', 'The question has no text in the first language.');
  const metric = metricOf(question);
  if (metric !== undefined) faults.push(...metricFaults(question, metric, where, known.metrics));
  if (question.type === 'text' && question.commentOf) {
    const about = known.seen.get(question.commentOf);
    if (!about || !metricOf(about))
      add('no_score', `“${question.commentOf}” is no earlier question with a score.`, `${where}.commentOf`);
  }
  const lists =
    question.type === 'matrix'
      ? [question.rows, question.columns]
      : 'options' in question
        ? [question.options]
        : [];
  for (const list of lists) {
    const twice = list.find((one, i) => list.findIndex(({ key }) => key === one.key) !== i);
    if (twice) add('key_twice', `“${twice.key}” stands twice among the choices.`);
    const empty = list.find((one) => !one.text[first(known.document)]?.trim());
    if (empty) add('no_text', `The choice “${empty.key}” has no text in the first language.`);
  }
  if (question.type === 'multiple') {
    const { atLeast, atMost, options } = question;
    if ((atLeast ?? 0) > options.length || (atMost !== undefined && atMost < (atLeast ?? 0)))
      add('impossible', 'So many choices cannot be made.');
  }
  if (question.type === 'number' && question.min !== undefined && (question.max ?? Infinity) < question.min)
    add('impossible', 'The largest number is below the smallest.');
  if (question.type === 'date' && question.from && question.until && question.until < question.from)
    add('impossible', 'The last day is before the first.');
  return faults;
}

function metricFaults(
  question: Question,
  key: string,
  where: string,
  metrics: ReadonlyMap<string, FedMetric>,
): SurveyFault[] {
  const metric = metrics.get(key);
  if (!metric)
    return [
      {
        where: `${where}.metric`,
        code: 'no_metric',
        text: `There is no metric “${key}” that takes answers.`,
      },
    ];
  const scale = scaleOf(question) ?? valuesOf(question);
  if (!scale) return [];
  const below = metric.scaleMin !== null && scale.from < metric.scaleMin;
  const above = metric.scaleMax !== null && scale.to > metric.scaleMax;
  if (!below && !above) return [];
  const text = `The scale ${scale.from}–${scale.to} does not fit “${key}” (${metric.scaleMin ?? '…'}–${metric.scaleMax ?? '…'}).`;
  return [{ where: `${where}.metric`, code: 'scale', text }];
}

function valuesOf(question: Question): { from: number; to: number } | undefined {
  if (question.type !== 'choice') return undefined;
  const values = question.options.flatMap(({ value }) => value ?? []);
  return values.length === 0 ? undefined : { from: Math.min(...values), to: Math.max(...values) };
}

function conditionFaults(
  condition: Condition | null | undefined,
  where: string,
  seen: ReadonlyMap<string, Question>,
  facts: ReadonlySet<string>,
): SurveyFault[] {
  return (condition?.tests ?? []).flatMap((test, i): SurveyFault[] => {
    const at = `${where}.tests.${i}`;
    if ((test.question === undefined) === (test.fact === undefined))
      return [{ where: at, code: 'half', text: 'Choose an earlier question or a known fact.' }];
    if (test.fact !== undefined && !facts.has(test.fact))
      return [
        { where: at, code: 'no_fact', text: `“${test.fact}” is not among the facts this survey knows.` },
      ];
    const [key = '', row] = (test.question ?? '').split('.');
    const question = seen.get(key);
    if (test.question !== undefined && !question)
      return [{ where: at, code: 'not_earlier', text: `“${key}” does not come before.` }];
    if (row !== undefined && !(question?.type === 'matrix' && question.rows.some((one) => one.key === row)))
      return [{ where: at, code: 'no_row', text: `“${key}” has no row “${row}”.` }];
    const bare = test.is === 'answered' || test.is === 'not_answered';
    if (!bare && (test.value === undefined || test.value === ''))
      return [{ where: at, code: 'half', text: 'Say what the answer is compared with.' }];
    return [];
  });
}

/** Every text of a document with its place, in reading order: for translating, and for finding what is missing. */
export function textsOf(document: SurveyDocument): { where: string; texts: Texts | undefined }[] {
  const found: { where: string; texts: Texts | undefined }[] = [
    { where: 'title', texts: document.title },
    { where: 'intro', texts: document.intro },
  ];
  const list = (where: string, items: readonly { text: Texts }[]) => {
    for (const [i, item] of items.entries()) found.push({ where: `${where}.${i}.text`, texts: item.text });
  };
  document.pages.forEach((page, p) => {
    found.push({ where: `pages.${p}.title`, texts: page.title });
    page.questions.forEach((question, q) => {
      const where = `pages.${p}.questions.${q}`;
      found.push(
        { where: `${where}.text`, texts: question.text },
        { where: `${where}.hint`, texts: question.hint },
      );
      if ('low' in question || 'high' in question)
        found.push(
          { where: `${where}.low`, texts: question.low },
          { where: `${where}.high`, texts: question.high },
        );
      if ('options' in question) list(`${where}.options`, question.options);
      if (question.type === 'matrix') {
        list(`${where}.rows`, question.rows);
        list(`${where}.columns`, question.columns);
      }
      if (question.type === 'number') found.push({ where: `${where}.unit`, texts: question.unit });
    });
  });
  document.facts.forEach((fact, i) => {
    found.push({ where: `facts.${i}.fallback`, texts: fact.fallback });
  });
  document.quotas.forEach((quota, i) => {
    found.push({ where: `quotas.${i}.full`, texts: quota.full });
  });
  document.ends.forEach((end, i) => {
    found.push({ where: `ends.${i}.title`, texts: end.title }, { where: `ends.${i}.text`, texts: end.text });
  });
  return found.filter(({ texts }) => texts !== undefined);
}
