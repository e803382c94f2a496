import { sql } from '../platform/database.ts';
import { interned } from '../platform/interned.ts';

/** The id of each kind of interaction, made where it is new ("order.placed" reads as "Order placed"). */
export const internKinds = interned(async (tx, fresh) => {
  await tx.run(sql`
    insert into kinds (key, name) select * from unnest(${fresh}::text[], ${fresh.map(wordsOf)}::text[])
    on conflict (key) do nothing`);
  return tx.all(sql`select kind_id as id, key from kinds where key = any(${fresh}::text[])`);
});

function wordsOf(key: string): string {
  const words = key.replace(/[._-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
