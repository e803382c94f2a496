import type { Runner, Tx } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { readReplyAddress } from '../../platform/replyAddress.ts';
import type { MailHead } from './head.ts';
import { sentMails } from './incoming.sql.ts';
import type { MailAttachment } from './mail.ts';

/** An answer to a mail of ours, before it becomes feedback like any other. */
export interface MailReply {
  /** What the mail that is answered was about: a case, an invitation. */
  about: { kind: string; id: string };
  /** By the signed address it came to, or by the Message-ID it answers, which only who got the mail can know. */
  by: 'address' | 'reference';
  /** The mail of ours. Null: told by the address alone. */
  mailId: string | null;
  /** The mail as it lies here; its attachments with it. */
  incomingId: number;
  from: { address: string; name: string | null };
  subject: string;
  /** In the sender's own words, without what is quoted. */
  text: string;
  at: Date;
  attachments: MailAttachment[];
}

/**
 * A room that sent the mail takes the answer: true, and it becomes nothing else. In the transaction that settles the mail,
 * so that it is taken exactly once. False: it is not for this room, and becomes feedback.
 */
export type TakeReply = (tx: Tx, platform: Platform, reply: MailReply) => Promise<boolean>;

/** Which mail or thing of ours this answers. The address outweighs the headers: people answer old mails about new things. */
export async function answeredBy(
  db: Runner,
  platform: Platform,
  of: { head: MailHead; envelopeTo: string[] },
): Promise<Pick<MailReply, 'about' | 'by' | 'mailId'> | undefined> {
  const sent = await sentMails(db, of.head.answers);
  const nearest = of.head.answers.flatMap((id) => sent.get(id) ?? [])[0];
  for (const address of [...of.envelopeTo, ...of.head.to]) {
    const about = readReplyAddress(platform.config, address);
    if (!about) continue;
    const same = nearest?.about?.kind === about.kind && nearest.about.id === about.id;
    return { about, by: 'address', mailId: same ? nearest.mailId : null };
  }
  if (!nearest?.about) return undefined;
  return { about: nearest.about, by: 'reference', mailId: nearest.mailId };
}
