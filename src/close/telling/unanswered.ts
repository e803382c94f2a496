import { systemActor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { Refusal } from '../../platform/errors.ts';
import { recordEvents } from '../../platform/events.ts';
import { nextWorking } from '../../platform/hours/hours.ts';
import { letterHtml, letterText } from '../../platform/letter.ts';
import { queueMail } from '../../platform/mail.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { lockCase } from '../life.sql.ts';
import { recordDeeds } from '../life.ts';
import { messageById } from '../message.sql.ts';
import { addressees } from '../notice.sql.ts';
import { languageOf } from '../notice.words.ts';
import { dayIn, remindWords } from '../template.ts';
import { followUpLetter, hashToken, newToken, threadHeaders } from './mail.ts';
import { mailTo } from './reachable.ts';
import { customerZone } from './scheduled.verbs.ts';
import { readTelling } from './settings.sql.ts';
import { sendingHours } from './settings.ts';
import { insertToken, markReminded, settle, type Unreminded, unreminded } from './unanswered.sql.ts';

const DAY = 86_400_000;
const SOME = 500;

/** Hourly: asks once more where that is wished, and says of what nobody answered in time that it is closed, unconfirmed. */
export async function settleUnanswered(
  platform: Platform,
): Promise<{ reminded: number; unanswered: number }> {
  const reminded = await remind(platform);
  const { answerDays } = await readTelling(platform.db);
  let unanswered = 0;
  for (;;) {
    const now = platform.clock.now();
    const settled = await platform.db.tx(async (tx) => {
      const done = await settle(tx, new Date(now.getTime() - answerDays * DAY), now, SOME);
      const silent = done.filter((one) => one.as === 'unanswered');
      if (silent.length > 0) {
        await recordEvents(
          tx,
          platform,
          silent.map(({ caseId, number, closureId }) => ({
            name: 'case.unanswered',
            subject: { kind: 'case', id: caseId },
            data: { number, closureId, days: answerDays },
          })),
        );
        await audit(tx, platform, systemActor, {
          verb: 'cases.unanswered',
          subject: { kind: 'cases', id: silent[0]?.caseId ?? '' },
          detail: { days: answerDays, cases: silent.map(({ number }) => number) },
        });
        unanswered += silent.length;
      }
      return done.length;
    });
    if (settled < SOME) return { reminded, unanswered };
  }
}

async function remind(platform: Platform): Promise<number> {
  const { remindDays, answerDays } = await readTelling(platform.db);
  if (remindDays === null) return 0;
  const now = platform.clock.now().getTime();
  const between = { after: new Date(now - answerDays * DAY), until: new Date(now - remindDays * DAY) };
  let reminded = 0;
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const some = await unreminded(platform.db, { ...between, last }, SOME);
    for (const one of some) if (await remindOf(platform, one)) reminded++;
    if (some.length < SOME) return reminded;
    last = some.at(-1)?.closureId as string;
  }
}

/** The same question with a link of its own; its answer is the answer to the message. Once, and not at night. */
function remindOf(platform: Platform, one: Unreminded): Promise<boolean> {
  return platform.db.tx(async (tx) => {
    const found = await lockCase(tx, one.caseId);
    const message = await messageById(tx, one.messageId);
    if (!found || !message || found.closureId !== one.closureId) return false;
    const now = platform.clock.now();
    const hours = sendingHours(await readTelling(tx), await customerZone(tx, found.customerId, now));
    const open = nextWorking(hours, now);
    if (open && open > now) return false;
    const to = await mailTo(tx, found.customerId, now).catch((error) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
    // Who cannot be asked again is marked all the same, or they would be looked at every hour.
    if (!(await markReminded(tx, one.closureId, now)) || !to) return false;
    const token = newToken();
    const organisation = await readOrganisation(tx);
    const language = languageOf(message.language, organisation.language);
    const words = remindWords[language];
    const letter = followUpLetter(
      { language, body: words.body(dayIn(language, organisation.timezone)(message.at), message.personName) },
      { organisation: organisation.name, base: platform.config.baseUrl, token, now: message.at },
    );
    await queueMail(tx, platform, {
      to: { address: to.email, name: to.name },
      subject: words.subject,
      text: letterText(letter),
      html: letterHtml(letter),
      purpose: 'follow_up',
      about: { kind: 'case', id: found.caseId },
      headers: await threadHeaders(
        { tx, case: found },
        platform,
        (await addressees(tx, [message.personId])).get(message.personId),
      ),
    });
    await insertToken(tx, {
      hash: hashToken(token),
      caseId: found.caseId,
      messageId: one.messageId,
      at: now,
    });
    await recordDeeds(tx, platform, {
      actor: systemActor,
      case: found,
      deeds: [{ verb: 'customer_reminded', detail: { messageId: one.messageId } }],
    });
    return true;
  });
}
