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
 * case, as they stand in JSON.
 */
export function needlesOf(who: Forgotten, sourceId: number | null): string[] {
  const keys = who.records
    .filter((one) => one.key.length >= SHORT && (sourceId === null || one.sourceId === sourceId))
    .map(({ key }) => JSON.stringify(key).toLowerCase());
  const words = [...who.emails, ...who.names, ...who.phones]
    .filter((word) => word.length >= SHORT)
    .map((word) => JSON.stringify(word.toLowerCase()).slice(1, -1));
  return [...new Set([...keys, ...words])];
}

/** In the words of somebody who erases: names them, so that they would stay known by it. */
export function namedIn(who: Forgotten, text: string): boolean {
  const low = text.toLowerCase();
  return [
    ...who.emails,
    ...who.names,
    ...who.phones,
    ...who.records.map(({ key }) => key.toLowerCase()),
  ].some((word) => word.length >= SHORT && low.includes(word));
}
