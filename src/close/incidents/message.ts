import { type Actor, permissionsOfRoles, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { personOf } from '../life.ts';
import { tellCustomer } from '../message.ts';
import { languageOf } from '../notice.words.ts';
import { blank } from '../template.ts';
import { closeIncident } from './closing.ts';
import { lockIncident, readIncident } from './incident.sql.ts';
import { greeted, IncidentMessage } from './incident.ts';
import {
  countTold,
  insertIncidentMessage,
  type MessageRow,
  openCasesIn,
  readMessage,
} from './incidentMessage.sql.ts';

const some = 100;

/** Sends one message to all customers of an incident who still wait: each by name, each case closes told. */
export async function tellEverybody(
  platform: Platform,
  actor: Actor,
  incidentId: string,
  input: IncidentMessage,
): Promise<string> {
  require(actor, 'case:work');
  const by = personOf(actor);
  const texts = IncidentMessage.parse(input);
  for (const text of [texts.en, texts.de])
    if (text && blank.test(text.body))
      throw new Refusal(
        'message_unfinished',
        'The message still has a gap in [[double brackets]]. Fill it before sending.',
      );
  const id = newId();
  await platform.db.tx(async (tx) => {
    const found = await lockIncident(tx, incidentId);
    if (!found) throw notFound('incident', incidentId);
    const at = platform.clock.now();
    if (!(await insertIncidentMessage(tx, { id, incidentId, at, by, texts })))
      throw conflict(
        'message_on_its_way',
        'A message to these customers is on its way. Wait until it is done.',
        {},
      );
    await recordEvent(tx, platform, {
      name: 'incident.message_begun',
      subject: { kind: 'incident', id: incidentId },
      data: { messageId: id, personId: by },
    });
    await audit(tx, platform, actor, {
      verb: 'incident.message_begun',
      subject: { kind: 'incident', id: incidentId },
      detail: { messageId: id, texts },
    });
    await platform.queue.send(tx, 'close.incident_message', { messageId: id });
  });
  return id;
}

/** Goes on where it was broken off: what is closed is told, what is open is tried (again). Nobody is told twice. */
export async function sendToEverybody(platform: Platform, messageId: string): Promise<void> {
  const message = await readMessage(platform.db, messageId);
  if (!message || message.finishedAt) return;
  const { language: own } = await readOrganisation(platform.db);
  const actor = writer(message);
  let after: string | null = null;
  let unreached = 0;
  for (;;) {
    const cases = await openCasesIn(platform.db, message.incidentId, { after, limit: some });
    if (cases.length === 0) break;
    for (const { caseId, name, spoken } of cases) {
      const language = writtenIn(message.texts, languageOf(spoken, own), own);
      const text = message.texts[language]!;
      try {
        await tellCustomer(platform, actor, caseId, {
          channel: 'email',
          subject: text.subject,
          body: greeted(language, name, text.body),
          language,
          close: true,
        });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        // Closed by somebody meanwhile is told; the rest waits for a call or a letter.
        if (error.code !== 'already_closed') unreached++;
      }
    }
    after = cases.at(-1)!.caseId;
    await countTold(platform.db, message, { at: null, unreached });
  }
  const open = await countTold(platform.db, message, { at: platform.clock.now(), unreached });
  const incident = await readIncident(platform.db, message.incidentId);
  if (open === 0 && incident?.closedAt === null)
    await closeIncident(platform, actor, message.incidentId, { why: 'Every customer was told.' });
}

function writtenIn(texts: IncidentMessage, wanted: 'en' | 'de', own: 'en' | 'de'): 'en' | 'de' {
  return [wanted, own, 'en' as const, 'de' as const].find((one) => texts[one] !== undefined)!;
}

/** Whoever wrote it, as they were allowed to when they did. */
function writer({ madeBy, madeByName }: MessageRow): Actor {
  return {
    kind: 'person',
    id: madeBy,
    personId: madeBy,
    name: madeByName,
    roles: [],
    permissions: permissionsOfRoles(['member']),
  };
}
