import { customersByIds } from '../../know/know.ts';
import { reachOf } from '../../listen/listen.ts';
import type { Runner } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';

const wordsFor = {
  channel_refused: 'This customer wants no e-mail. Call or write a letter, and record it here.',
  complained: 'This customer marked a mail of ours as spam. Call or write a letter, and record it here.',
  decided: 'It was decided that this address is not written to. Call or write a letter, and record it here.',
  bounced: 'This address takes no mail. Call or write a letter, or find another address.',
} as const;

export interface Addressed {
  email: string;
  name: string | null;
}

/**
 * Where a mail to this customer goes.
 * @throws Refusal `no_address`, `mail_refused`
 */
export async function mailTo(db: Runner, customerId: string, now: Date): Promise<Addressed> {
  const customer = (await customersByIds(db, [customerId])).get(customerId);
  if (!customer?.email) {
    throw new Refusal(
      'no_address',
      'We have no e-mail address of this customer. Call or write, and record it here.',
    );
  }
  const { noMail } = await reachOf(db, customerId, customer.email, now);
  if (noMail) throw new Refusal('mail_refused', wordsFor[noMail], { reason: noMail });
  return { email: customer.email, name: customer.name };
}
