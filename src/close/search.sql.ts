import { prefixQuery } from '../know/know.ts';
import { type Runner, sql } from '../platform/database.ts';

/** What was typed, as the list asks for it. Ids where a word is rare, undefined where too many have it to name them. */
export interface Words {
  said: string;
  who: string;
  cases: string[] | undefined;
  customers: string[] | undefined;
}
export type Search = { number: number } | Words;

/**
 * Where naming them and asking in order cost the same: 3,000 of 1,000,000 cases are looked up and sorted in the time in which
 * one in 333 is met fifty times.
 */
const RARE = 3000;

/** “#1042” and “1042” are a number; everything else are beginnings of words, all of which must be there. */
export async function searchFor(db: Runner, q: string | undefined): Promise<Search | undefined> {
  if (!q) return undefined;
  const number = /^#?(\d{1,15})$/.exec(q);
  if (number) return { number: Number(number[1]) };
  const said = beginnings(q.replace(/[^\p{L}\p{N}]+/gu, ' '));
  const who = beginnings(q);
  const { cases, customers } = await db.one<{ cases: string[]; customers: string[] }>(sql`
    select array(select case_hits(${said}::tsquery, ${RARE + 1}::int)) as cases,
      array(select customer_hits(${who}::tsquery, ${RARE + 1}::int)) as customers`);
  return {
    said,
    who,
    cases: cases.length > RARE ? undefined : cases,
    customers: customers.length > RARE ? undefined : customers,
  };
}

/** One letter begins too many words to mean anything by it; a search without any word finds nothing. */
const beginnings = (q: string) => prefixQuery(q)?.replace(/'(.)':\*/gu, "'$1'") ?? "'\u{fffd}'";
