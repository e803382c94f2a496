import { fieldsOf, type MailPart, partsOf, split } from './parts.ts';

export interface BouncedRecipient {
  /** As it was written to, in lower case. */
  address: string;
  /** RFC 3464: `failed`, `delayed`, `delivered`, `relayed`, `expanded`. */
  action: string;
  /** RFC 3463, such as `5.1.1`. Null: the report gives none. */
  status: string | null;
  /** This address will never take mail: do not write to it again. */
  hard: boolean;
  /** What the receiving server said, at most 500 characters. */
  why: string | null;
}

/** What came back about a mail that was sent. */
export interface Bounce {
  /**
   * `hard`: at least one address is bad for good. `soft`: it did not arrive, for a reason that may pass or lies elsewhere
   * (full, too large, taken for spam). `delayed`: still being tried. `complaint`: the recipient called it spam (RFC 5965).
   * `delivered`: it arrived, and somebody asked to be told.
   */
  kind: 'hard' | 'soft' | 'delayed' | 'complaint' | 'delivered';
  recipients: BouncedRecipient[];
  /** Message-ID of the mail that was sent, without angle brackets. Null: the report does not return it. */
  messageId: string | null;
  /** The server that reports. */
  reporter: string | null;
}

const MAX_RECIPIENTS = 100;
/** Wrong address, no such mailbox, mailbox closed. Full (x.2.2), too large (x.2.3), broken (x.3, x.4) and refused (x.7) are no fault of the address. */
const BAD_ADDRESS = /^5\.(?:0\.\d+|1\.\d+|2\.[01])$/;

/**
 * Reads a raw mail as a report about another one: RFC 3464 (also in its UTF-8 form, RFC 6533), RFC 5965 complaints, and the
 * two widespread forms that are older, Exim's header and qmail's text. Undefined for every other mail. Never throws.
 *
 * Anybody can send such a mail: act on it only where `messageId`, or the address it came to, is one of ours.
 */
export function parseBounce(mail: string | Uint8Array): Bounce | undefined {
  const { headers, parts } = partsOf(mail);
  const find = (pattern: RegExp): MailPart | undefined => parts.find((part) => pattern.test(part.type));
  const returned = find(/^(message\/(rfc822|global)(-headers)?|text\/rfc822-headers)$/);
  const sent = returned ? split(returned.body).headers : new Map<string, string>();
  const messageId = bare(sent.get('message-id'));

  const feedback = find(/^message\/feedback-report$/);
  if (feedback) return complaint(fieldsOf(feedback.body), sent, messageId);

  const status = find(/^message\/(global-)?delivery-status$/);
  if (status) return standard(status.body, messageId);

  return exim(headers, parts, messageId) ?? qmail(parts, messageId);
}

function standard(text: string, messageId: string | null): Bounce | undefined {
  const [about = '', ...each] = text.split(/\n[ \t]*\n/).filter((block) => block.trim() !== '');
  const general = fieldsOf(about);
  // Some servers leave out the blank line between the message's fields and the first recipient's.
  const blocks = general.has('final-recipient') ? [about, ...each] : each;
  const recipients: BouncedRecipient[] = [];
  for (const block of blocks.slice(0, MAX_RECIPIENTS)) {
    const fields = fieldsOf(block);
    const address = addressOf(fields.get('original-recipient')) ?? addressOf(fields.get('final-recipient'));
    const action = fields.get('action')?.toLowerCase().split(/\s/)[0] ?? '';
    if (address === undefined || action === '') continue;
    const said = fields.get('diagnostic-code')?.replace(/^[\w-]+\s*;\s*/, '');
    const status = statusOf(fields.get('status')) ?? statusOf(said);
    const hard = action === 'failed' && BAD_ADDRESS.test(status ?? '');
    recipients.push({ address, action, status: status ?? null, hard, why: said?.slice(0, 500) ?? null });
  }
  if (recipients.length === 0) return undefined;
  const is = (action: string) => recipients.some((one) => one.action === action);
  const kind = recipients.some((one) => one.hard)
    ? 'hard'
    : is('failed')
      ? 'soft'
      : is('delayed')
        ? 'delayed'
        : 'delivered';
  return { kind, recipients, messageId, reporter: nameAfter(general.get('reporting-mta')) };
}

/** RFC 5965. Providers often hide the address; then the mail that was sent says to whom. */
function complaint(fields: Map<string, string>, sent: Map<string, string>, messageId: string | null): Bounce {
  const type = fields.get('feedback-type')?.toLowerCase() ?? 'abuse';
  const to = addressOf(fields.get('original-rcpt-to')) ?? addressOf(sent.get('to'));
  const recipients = to
    ? [
        {
          address: to,
          action: 'complained',
          status: null,
          hard: true,
          why: `feedback: ${type.slice(0, 100)}`,
        },
      ]
    : [];
  return {
    // “not-spam” takes a complaint back.
    kind: type === 'not-spam' ? 'delivered' : 'complaint',
    recipients,
    messageId,
    reporter: fields.get('user-agent')?.slice(0, 200) ?? null,
  };
}

function exim(headers: Map<string, string>, parts: MailPart[], messageId: string | null): Bounce | undefined {
  const failed = headers.get('x-failed-recipients');
  if (failed === undefined) return undefined;
  const text = parts.map((part) => part.body).join('\n');
  const recipients = failed
    .split(',')
    .slice(0, MAX_RECIPIENTS)
    .flatMap((one) => addressOf(one) ?? [])
    .map((address) => {
      const at = text.indexOf(address);
      const said = at === -1 ? undefined : text.slice(at + address.length, at + address.length + 600);
      return recipient(address, said);
    });
  return recipients.length === 0 ? undefined : older(recipients, messageId ?? quotedId(text));
}

function qmail(parts: MailPart[], messageId: string | null): Bounce | undefined {
  const text = parts[0]?.body ?? '';
  if (!/^Hi\. This is the (?:qmail-send|deliver) program/m.test(text.slice(0, 500))) return undefined;
  const recipients = [...text.matchAll(/^<([^<>\s]+@[^<>\s]+)>:\n([\s\S]*?)(?:\n\n|$)/gm)]
    .slice(0, MAX_RECIPIENTS)
    .map((found) => recipient((found[1] as string).toLowerCase(), found[2]));
  return recipients.length === 0 ? undefined : older(recipients, messageId ?? quotedId(text));
}

function recipient(address: string, said: string | undefined): BouncedRecipient {
  const status = statusOf(said) ?? null;
  const why = said?.trim().replace(/\s+/g, ' ').slice(0, 500) || null;
  // These two report only when they have given up; without a status the words decide.
  const unknown = /no such (user|mailbox)|user unknown|unknown user|does not exist|mailbox unavailable/i;
  const hard = status === null ? unknown.test(said ?? '') : BAD_ADDRESS.test(status);
  return { address, action: 'failed', status, hard, why };
}

function older(recipients: BouncedRecipient[], messageId: string | null): Bounce {
  const kind = recipients.some((one) => one.hard) ? 'hard' : 'soft';
  return { kind, recipients, messageId, reporter: null };
}

/** `rfc822; name@example.org`, `<name@example.org>`, `Name <name@example.org>`. */
function addressOf(field: string | undefined): string | undefined {
  if (field === undefined) return undefined;
  const text = field.slice(0, 1000).replace(/^[\w-]+\s*;\s*/, '');
  const found = /<([^<>\s]+@[^<>\s]+)>/.exec(text)?.[1] ?? /[^\s<>,;"']+@[^\s<>,;"']+/.exec(text)?.[0];
  return found?.toLowerCase();
}

function statusOf(text: string | undefined): string | undefined {
  return /(?:^|[\s#(;-])([245]\.\d{1,3}\.\d{1,3})\b/.exec(text ?? '')?.[1];
}

function bare(id: string | undefined): string | null {
  return /<([^<>\s]+)>/.exec(id ?? '')?.[1] ?? null;
}

function quotedId(text: string): string | null {
  return bare(/^message-id:[^\n]*(?:\n[ \t][^\n]*)?/im.exec(text)?.[0]);
}

function nameAfter(field: string | undefined): string | null {
  return field?.replace(/^[\w-]+\s*;\s*/, '').slice(0, 200) || null;
}
