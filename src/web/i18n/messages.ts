import { type Language, language, useLanguage } from './language.ts';

/** The same keys in every language: text stays text, and a sentence with blanks takes the same arguments. */
type Translated<T> = {
  [K in keyof T]: T[K] extends (...blanks: infer A) => string
    ? (...blanks: A) => string
    : T[K] extends string
      ? string
      : Translated<T[K]>;
};

/**
 * Declares the words of one page or part, in every language, and gives back a hook that returns them.
 * A missing or mistyped key is a type error. A sentence with blanks is a function.
 *
 *     export const useWords = messages({
 *       en: { title: 'Inbox', waiting: (n: number) => `${n} customers wait` },
 *       de: { title: 'Eingang', waiting: (n) => `${n} Kunden warten` },
 *     });
 */
export function messages<T extends object>(words: { en: T; de: NoInfer<Translated<T>> }) {
  const by = words as Record<Language, T>;
  const use = (): T => by[useLanguage()];
  /** Outside a component, such as in a notification: the words in the language of this moment. */
  use.now = (): T => by[language()];
  return use;
}

/** One or many: `count(n, 'customer', 'customers')` → "1 customer". Both languages have these two forms only. */
export function count(n: number, one: string, many: string): string {
  const digits = new Intl.NumberFormat(language()).format(n);
  return `${digits} ${n === 1 ? one : many}`;
}
