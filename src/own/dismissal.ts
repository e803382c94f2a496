import type { z } from 'zod';
import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { insertDismissal, liftDismissals } from './dismissal.sql.ts';
import { findings } from './findings.ts';
import type { DismissalInput } from './lint.ts';

/** Lets a fault stand until a day, with the reason on record. On that day it counts again by itself. */
export async function dismissFinding(
  platform: Platform,
  actor: Actor,
  given: z.output<typeof DismissalInput>,
): Promise<{ id: string }> {
  require(actor, 'ownership:write');
  return platform.db.tx(async (tx) => {
    const at = platform.clock.now();
    const today = await dayOf(tx, at);
    if (given.until <= today) {
      throw new Refusal(
        'until_passed',
        'Until must lie ahead: it is the day on which the fault counts again.',
        {
          today,
        },
      );
    }
    if (given.until > addYear(today)) {
      throw new Refusal('until_too_far', 'A fault can stand for a year at most; then somebody looks again.', {
        latest: addYear(today),
      });
    }
    const found = (await findings(tx, today, { dismissed: true })).find((one) => one.id === given.finding);
    if (!found) throw notFound('finding', given.finding);
    const made = { at, by: actor.personId };
    await liftDismissals(tx, { finding: given.finding }, made);
    const id = newId();
    await insertDismissal(tx, { id, ...given }, made);
    const subject = { kind: 'fault', id: given.finding };
    await recordEvent(tx, platform, { name: 'fault.dismissed', subject, data: { ...given } });
    await audit(tx, platform, actor, { verb: 'fault.dismissed', subject, detail: { ...given } });
    return { id };
  });
}

export async function liftDismissal(platform: Platform, actor: Actor, id: string): Promise<void> {
  require(actor, 'ownership:write');
  await platform.db.tx(async (tx) => {
    const [finding] = await liftDismissals(tx, { id }, { at: platform.clock.now(), by: actor.personId });
    if (finding === undefined) throw notFound('dismissal', id);
    await audit(tx, platform, actor, {
      verb: 'fault.counts_again',
      subject: { kind: 'fault', id: finding },
      detail: {},
    });
  });
}

function addYear(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace('-02-29', '-02-28');
}
