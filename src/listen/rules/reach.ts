import type { Runner } from '../../platform/database.ts';
import { personOf } from './person.sql.ts';
import { readContacting } from './rules.sql.ts';
import { identitiesOfCustomer } from './suppression.sql.ts';

export interface Reach {
  /** As the customer said, or as their record says; null: nobody knows. */
  language: string | null;
  /** Every address known as theirs, lower case. */
  addresses: readonly string[];
  /** What their records say besides: time zone, postal address … */
  facts: Record<string, string>;
  /** Why no mail goes to them, however well meant. */
  noMail: 'channel_refused' | 'complained' | 'decided' | 'bounced' | null;
}

/**
 * How one customer may be written to about a matter of their own. Who only wants no surveys is still told what became of
 * their trouble; who wants no mail is not.
 */
export async function reachOf(
  db: Runner,
  customerId: string,
  address: string | null,
  now: Date,
): Promise<Reach> {
  const identityIds = await identitiesOfCustomer(db, customerId);
  const contacting = await readContacting(db);
  const person = await personOf(db, { customerId, identityIds }, { contacting, now });
  const stopped = person.suppressions.filter(
    (one) => one.surveyId === null && (one.whole || one.address === address?.toLowerCase()),
  );
  const because = (['complained', 'decided', 'bounced'] as const).find((reason) =>
    stopped.some((one) => one.reason === reason),
  );
  const refused = person.channels !== null && !person.channels.includes('email');
  return {
    language: person.language,
    addresses: person.addresses,
    facts: person.facts,
    noMail: refused ? 'channel_refused' : (because ?? null),
  };
}
