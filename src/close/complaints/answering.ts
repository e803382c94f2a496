import { customersByIds } from '../../know/know.ts';
import { reachOf } from '../../listen/listen.ts';
import { personCards } from '../../own/own.ts';
import type { Actor } from '../../platform/access.ts';
import type { Runner } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';

import { readOrganisation } from '../../platform/settings.ts';
import { mustHaveDone } from '../checklists/checklists.ts';
import { closeWith } from '../closure.ts';
import { type CaseRow, readCase } from '../life.sql.ts';
import { mustBeOpen, personOf, type Working } from '../life.ts';
import { noteLetter } from '../telling/letter.ts';
import { sendMail } from '../telling/mail.ts';
import { mailTo } from '../telling/reachable.ts';
import { blank, dayIn } from '../template.ts';
import { clocksOf, meetClocks, noteDue } from './clock.sql.ts';
import { type ComplaintRow, complaintById, insertLetter, writeAnswered } from './complaint.sql.ts';
import type { AcknowledgeInput, Parts, RespondInput } from './complaint.ts';
import { acknowledgement, draftParts, finalResponse, responseSubject } from './letters.ts';
import { partNames } from './names.ts';
import { moveTo } from './stage.ts';
import { workOnComplaint } from './work.ts';

type Language = 'en' | 'de';

/** What letters about a complaint know of it. */
async function knownOf(
  db: Runner,
  found: ComplaintRow,
  of: { case: CaseRow; personId: string; language: Language },
) {
  const organisation = await readOrganisation(db);
  const customer = (await customersByIds(db, [of.case.customerId])).get(of.case.customerId);
  const person = (await personCards(db, [of.personId])).get(of.personId);
  const day = dayIn(of.language, organisation.timezone);
  return {
    day,
    known: {
      customer: customer?.name ?? null,
      reference: found.reference,
      received: day(found.receivedAt),
      organisation: organisation.name,
      person: person?.name ?? organisation.name,
      title: person?.title ?? null,
    },
  };
}

interface Sent {
  channel: 'email' | 'letter';
  subject: string;
  language: Language;
  body: string;
  tells: boolean;
}

async function send(working: Working, platform: Platform, letter: Sent): Promise<string> {
  const { channel, tells, ...written } = letter;
  const messageId = newId();
  if (tells) await mustHaveDone(working);
  if (channel === 'letter') {
    await noteLetter(working, { channel, ...written }, { messageId, tells });
    return messageId;
  }
  const to = await mailTo(working.tx, working.case.customerId, working.now);
  await sendMail(working, platform, { ...written, messageId, tells, to });
  return messageId;
}

/** Nobody can write to who did not say who they are. */
function mustBeReachable(found: ComplaintRow): void {
  if (!found.anonymous) return;
  throw new Refusal('is_anonymous', 'Nobody knows who complained. Say “otherwise”, and why.', {
    field: 'channel',
  });
}

function mustNameReference(found: ComplaintRow, text: string): void {
  if (text.includes(found.reference)) return;
  throw new Refusal(
    'reference_missing',
    `The customer must be told the reference ${found.reference}. Name it in the message.`,
    { field: 'body', reference: found.reference },
  );
}

function mustBeWritten(text: string): void {
  if (blank.test(text)) {
    throw new Refusal(
      'message_unfinished',
      'The message still has a gap in [[double brackets]]. Fill it before sending.',
    );
  }
}

/** “We have it”, with the reference. It acknowledges; it tells nothing, and no case closes on it. */
export function acknowledgeComplaint(
  platform: Platform,
  actor: Actor,
  id: string,
  input: AcknowledgeInput,
): Promise<string> {
  return workOnComplaint(platform, actor, id, async (working, found) => {
    await moveTo(working, found, 'acknowledged', {
      reason: input.channel === 'otherwise' ? input.reason : null,
    });
    let messageId: string | null = null;
    if (input.channel !== 'otherwise') {
      mustBeReachable(found);
      mustBeWritten(input.body);
      mustNameReference(found, `${input.subject}\n${input.body}`);
      messageId = await send(working, platform, { ...input, tells: false });
      await insertLetter(working.tx, { messageId, complaintId: id, kind: 'acknowledgement', parts: {} });
    }
    await meetClocks(working.tx, id, ['acknowledge'], working.now);
    await noteDue(working.tx, [id]);
    return [
      {
        verb: 'complaint_acknowledged',
        detail: { reference: found.reference, channel: input.channel, messageId },
      },
    ];
  });
}

/** The final response: refused while a part of it is missing. It tells the customer, and the case may close on it. */
export function respond(platform: Platform, actor: Actor, id: string, input: RespondInput): Promise<string> {
  return workOnComplaint(platform, actor, id, async (working, found) => {
    if (input.close) await mustBeOpen(working.tx, working.case);
    mustBeWhole(found, input.parts);
    await moveTo(working, found, 'answered', {
      skipping: input.skipping,
      reason: input.channel === 'otherwise' ? input.reason : null,
    });
    let messageId: string | null = null;
    if (input.channel !== 'otherwise') {
      mustBeReachable(found);
      const { language, subject, channel } = input;
      const { known } = await knownOf(working.tx, found, {
        case: working.case,
        personId: working.personId,
        language,
      });
      const body = finalResponse[language](known, input.parts);
      messageId = await send(working, platform, { channel, subject, language, body, tells: true });
      await insertLetter(working.tx, { messageId, complaintId: id, kind: 'final', parts: input.parts });
    }
    await writeAnswered(working.tx, id, working.now);
    // An answer says that it was received, too.
    await meetClocks(working.tx, id, ['acknowledge', 'answer'], working.now);
    await noteDue(working.tx, [id]);
    return [
      {
        verb: 'complaint_answered',
        detail: { reference: found.reference, channel: input.channel, messageId, outcome: found.outcome },
      },
      ...(messageId ? [{ verb: 'customer_told', detail: { messageId, channel: input.channel } }] : []),
      ...(input.close
        ? await closeWith(working, platform, actor, messageId ? { messageId } : { waiver: whyUntold(input) })
        : []),
    ];
  });
}

function whyUntold(input: RespondInput): string {
  return input.channel === 'otherwise' ? `Answered otherwise: ${input.reason}` : '';
}

/** Decision, reasons, redress, and where to go next. */
function mustBeWhole(found: ComplaintRow, parts: Parts): void {
  const missing = partNames.filter((name) => parts[name] === '' || blank.test(parts[name]));
  const unknown = [...(found.outcome ? [] : ['outcome']), ...(found.redress ? [] : ['redress'])];
  if (missing.length > 0) {
    throw new Refusal(
      'response_incomplete',
      'A final response says what was decided, why, what the customer gets, and where they may go next.',
      {
        missing,
        errors: missing.map((name) => ({ path: `parts.${name}`, message: 'This part is missing.' })),
      },
    );
  }
  if (unknown.length > 0) {
    throw new Refusal(
      'not_decided',
      'Record first whether the complaint is justified, and what the customer is given, even if it is nothing.',
      { missing: unknown },
    );
  }
}

export interface ComplaintDraft {
  to: { name: string | null; address: string } | null;
  noMail: string | null;
  language: Language;
  subject: string;
  /** Of the acknowledgement. */
  body: string;
  /** Of the final response. */
  parts: Parts;
  /** Its subject. */
  responseSubject: string;
}

/** First drafts of both letters, in the customer's language. */
export async function draftLetters(
  platform: Platform,
  actor: Actor,
  id: string,
  wish?: Language,
): Promise<ComplaintDraft> {
  const personId = personOf(actor);
  const { db, clock } = platform;
  const found = await complaintById(db, id);
  const of = found && (await readCase(db, found.caseId));
  if (!found || !of) throw notFound('complaint', id);
  const customer = (await customersByIds(db, [of.customerId])).get(of.customerId);
  const reach = await reachOf(db, of.customerId, customer?.email ?? null, clock.now());
  const ours = /^(de|en)\b/i.exec(reach.language ?? '')?.[1]?.toLowerCase() as Language | undefined;
  const language = wish ?? ours ?? (await readOrganisation(db)).language;
  const { known, day } = await knownOf(db, found, { case: of, personId, language });
  const answer = (await clocksOf(db, id)).find((one) => one.clock === 'answer');
  return {
    to: customer?.email ? { name: customer.name, address: customer.email } : null,
    noMail: reach.noMail,
    language,
    ...acknowledgement[language](known, day(answer?.dueAt ?? clock.now())),
    parts: draftParts(language, found),
    responseSubject: responseSubject[language](found.reference),
  };
}
