/** Stands where words were that went with an erased customer; the pages say it in the reader's language. */
export const ERASED = '(erased)';

/** Whom an erasure is about, gathered before anything goes: each room finds by it what it holds. */
export interface Forgotten {
  /** Every id the customer had, of those merged into it as well. */
  customerIds: string[];
  identityIds: string[];
  /** What each source calls them. */
  records: { sourceId: number; key: string }[];
  /** Lower case, and nobody else's: a household shares its address, and who stays keeps theirs. */
  emails: string[];
  names: string[];
  /** As written and as dialled. */
  phones: string[];
}

/** A key this short (“17”) says nothing by itself: it is found in rows that are about others. */
const SHORT = 4;

/**
 * Texts by which something kept as it came (a rejected row, an event that found no place) is known to be about them, lower
 * case, as they stand in JSON: what names them whatever the source, and keys, which say something within their source alone.
 */
export function needlesOf(who: Forgotten): { words: string[]; keys: { sourceId: number; key: string }[] } {
  const inJson = (text: string) => JSON.stringify(text.toLowerCase());
  // A first name alone stands in rows about many.
  const names = who.names.filter((name) => /\S\s+\S/.test(name));
  return {
    words: distinct([...who.emails, ...names, ...who.phones].map((text) => inJson(text).slice(1, -1))),
    keys: who.records
      .filter(({ key }) => key.length >= SHORT)
      .map(({ sourceId, key }) => ({ sourceId, key: inJson(key) })),
  };
}

const distinct = (texts: string[]): string[] => [...new Set(texts)];

/** Whether somebody who erases names them in their own words: they would stay known by it. */
export function namedIn(who: Forgotten, text: string): boolean {
  const words = [...who.emails, ...who.names, ...who.phones, ...who.records.map(({ key }) => key)];
  return words.some((word) => word.length >= SHORT && standsIn(word.toLowerCase(), text.toLowerCase()));
}

/** As a word or several, not within another one. */
function standsIn(word: string, text: string): boolean {
  const letter = /[\p{L}\p{N}]/u;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!letter.test(text[at - 1] ?? '') && !letter.test(text[at + word.length] ?? '')) return true;
  }
  return false;
}
