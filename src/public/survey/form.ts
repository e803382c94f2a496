import type { Context } from 'hono';
import type { AnswerFault } from '../../listen/answers/answer.ts';
import type { Question } from '../../listen/survey/question.ts';

/** A form as the browser sends it. */
export type Form = Record<string, string | File | (string | File)[]>;

/** Reads a form. Without a file it comes as one line of text, for which the platform's reader of forms takes eight times as long. */
export async function formOf(c: Context): Promise<Form> {
  if (c.req.header('content-type')?.startsWith('multipart/'))
    return (await c.req.parseBody({ all: true })) as Form;
  const form: Form = Object.create(null);
  for (const [name, value] of new URLSearchParams(await c.req.text())) {
    const before = form[name];
    form[name] = before === undefined ? value : [before, value].flat();
  }
  return form;
}

/** One text, or undefined. */
export function textOf(form: Form, name: string): string | undefined {
  const value = form[name];
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one : undefined;
}

/**
 * Raw answers by question: what `readAnswer` reads. Every question of the form has a value; null where it was left empty.
 * Files are kept by `keep`; a question whose file cannot be taken is among the faults.
 */
export async function answersOf(
  form: Form,
  questions: readonly Question[],
  keep: (question: Question & { type: 'file' }, file: File) => Promise<unknown>,
): Promise<{ answers: Record<string, unknown>; faults: AnswerFault[] }> {
  const answers: Record<string, unknown> = {};
  const faults: AnswerFault[] = [];
  for (const question of questions) {
    const name = `a.${question.key}`;
    switch (question.type) {
      case 'choice': {
        const chosen = textOf(form, name);
        const own = textOf(form, `${name}.other`)?.trim();
        answers[question.key] = chosen === '~other' ? (own ? { other: own } : null) : (chosen ?? null);
        break;
      }
      case 'multiple': {
        const list = [form[name] ?? []].flat();
        answers[question.key] = list.length > 0 ? list : null;
        break;
      }
      case 'matrix':
        answers[question.key] = parts(
          form,
          name,
          question.rows.map(({ key }) => key),
        );
        break;
      case 'ranking':
        answers[question.key] = parts(
          form,
          name,
          question.options.map(({ key }) => key),
        );
        break;
      case 'contact':
        answers[question.key] = parts(form, name, ['wanted', 'name', 'email', 'phone']);
        break;
      case 'file': {
        const file = [form[name] ?? []].flat().find((one) => one instanceof File && one.size > 0);
        // Without a new one the file that was sent before stays.
        if (!(file instanceof File)) break;
        const kept = await keep(question, file);
        if (kept) answers[question.key] = kept;
        else
          faults.push({
            question: question.key,
            code: 'no_file',
            limit: `${question.kinds.join(', ')}, ≤ ${question.mostMegabytes} MB`,
          });
        break;
      }
      default:
        answers[question.key] = textOf(form, name) ?? null;
    }
  }
  return { answers, faults };
}

function parts(form: Form, name: string, keys: readonly string[]): Record<string, string> | null {
  const found = keys.flatMap((key): [string, string][] => {
    const value = textOf(form, `${name}.${key}`);
    return value === undefined || value === '' ? [] : [[key, value]];
  });
  return found.length > 0 ? Object.fromEntries(found) : null;
}
