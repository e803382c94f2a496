import { type Actor, require } from '../../platform/access.ts';
import type { Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { lockCase } from '../life.sql.ts';
import { mustBeOpen, personOf, recordDeeds } from '../life.ts';
import { openCaseIn } from '../openByPerson.ts';
import { localOf } from '../telling/localTime.ts';
import { startClocks } from './clocks.ts';
import { complaintOfCase, insertComplaint, nextNumber } from './complaint.sql.ts';
import type { ComplaintInput } from './complaint.ts';
import { readLists } from './lists.sql.ts';
import { readRegimes } from './regime.sql.ts';

/** A year. Older ones are for the archive. */
const LONGEST_AGO_MS = 366 * 86_400_000;

/** A complaint, of a case that is there or with one of its own. Gives back the case. */
export async function openComplaint(
  platform: Platform,
  actor: Actor,
  input: ComplaintInput,
): Promise<string> {
  require(actor, 'case:work');
  const personId = personOf(actor);
  const now = platform.clock.now();
  const receivedAt = input.receivedAt ?? now;
  if (receivedAt > now || now.getTime() - receivedAt.getTime() > LONGEST_AGO_MS) {
    throw new Refusal('received_out_of_range', 'A complaint came in the past, within the last year.', {
      field: 'receivedAt',
    });
  }
  return platform.db.tx(async (tx) => {
    await mustBeOnList(tx, 'categories', input.category);
    const regime = (await readRegimes(tx)).find((one) => one.key === input.regime && !one.archivedAt);
    if (!regime) throw notFound('rule for complaints', input.regime);
    const caseId = 'caseId' in input ? input.caseId : await openFor(tx, platform, actor, input);
    const found = await lockCase(tx, caseId);
    if (!found) throw notFound('case', caseId);
    await mustBeOpen(tx, found);
    const there = await complaintOfCase(tx, caseId);
    if (there) {
      throw conflict('is_complaint', `This case is complaint ${there.reference} already.`, {
        reference: there.reference,
      });
    }
    const { timezone } = await readOrganisation(tx);
    const year = Number(localOf(timezone, receivedAt).slice(0, 4));
    const reference = `C-${year}-${String(await nextNumber(tx, year)).padStart(5, '0')}`;
    const complaintId = newId();
    await insertComplaint(tx, {
      complaintId,
      caseId,
      reference,
      regimeId: regime.id,
      receivedAt,
      receivedBy: input.receivedBy,
      anonymous: 'anonymous' in input,
      category: input.category,
      summary: input.summary,
      wants: input.wants ?? null,
      stageId: newId(),
      at: now,
      by: personId,
    });
    await startClocks(tx, { complaintId, regime, receivedAt });
    await recordDeeds(tx, platform, {
      actor,
      case: found,
      deeds: [
        { verb: 'complaint_received', detail: { complaintId, reference, regime: regime.key, receivedAt } },
      ],
    });
    return caseId;
  });
}

function openFor(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  input: Exclude<ComplaintInput, { caseId: string }>,
): Promise<string> {
  const reason = input.summary.split('\n')[0]?.slice(0, 200) ?? input.summary.slice(0, 200);
  return openCaseIn(tx, platform, actor, {
    customerId: 'customerId' in input ? input.customerId : null,
    touchpoint: input.touchpoint ?? null,
    reason,
    quote: input.summary,
    urgent: input.urgent,
    mine: false,
  });
}

/** @throws Refusal `not_on_list` */
export async function mustBeOnList(tx: Tx, list: 'categories' | 'causes', key: string): Promise<void> {
  if ((await readLists(tx))[list].some((one) => one.key === key)) return;
  throw new Refusal(
    'not_on_list',
    `“${key}” is not on your list. Choose one of it, or add it in the settings.`,
    {
      field: list === 'categories' ? 'category' : 'cause',
      key,
    },
  );
}
