import type { IdentityFact } from '../collect/facts.ts';
import type { Tx } from '../platform/database.ts';
import { derivedId } from '../platform/ids.ts';
import { anyParts, forgetParts, partialRecords, writePartialRecords } from './partial.sql.ts';
import { ground, lay, read } from './parts.ts';

/**
 * Partial records become whole ones: laid over what earlier ones said. Facts that are whole already pass unchanged.
 * Where no fact is partial it costs one look whether any ever was.
 */
export async function madeWhole(
  tx: Tx,
  sourceKey: string,
  facts: IdentityFact[],
  now: Date,
): Promise<IdentityFact[]> {
  const keys = new Set(facts.flatMap((fact) => (fact.partial ? [fact.key] : [])));
  const id = (key: string): string => derivedId(sourceKey, key);
  const whole = facts.filter(({ key }) => !keys.has(key));
  if (whole.length > 0 && (await anyParts(tx)))
    await forgetParts(tx, [...new Set(whole.map(({ key }) => id(key)))]);
  if (keys.size === 0) return facts;
  const { parts, there } = await partialRecords(tx, [...keys].map(id).sort());
  const laid = facts.map((fact) => {
    if (!keys.has(fact.key)) return fact;
    const after = fact.partial ? lay(parts.get(id(fact.key)), fact, now.getTime()) : ground(fact);
    parts.set(id(fact.key), after);
    return fact.partial ? read(fact.key, after) : fact;
  });
  const sorted = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  await writePartialRecords(tx, sorted, there);
  return laid;
}
