import { currentCustomer, mustNotBeErased } from '../know/know.ts';
import { ownersFor } from '../own/own.ts';
import { type Actor, require } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';
import { derivedId, newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { insertClocks } from './clocks/clock.sql.ts';
import { tellDue } from './clocks/clock.ts';
import { termsFor } from './clocks/terms.verbs.ts';
import { personOf, recordDeeds } from './life.ts';
import { tellOwners } from './notice.ts';
import { insertCases, type NewCase } from './open.sql.ts';
import { noteNobody } from './open.ts';
import { oneIdentityOf, touchpointByKey } from './openByPerson.sql.ts';
import type { Routed } from './routing/decide.ts';
import { routeAll, type Unrouted } from './routing/route.ts';
import type { CaseInput } from './verbs.ts';

/** A case that a colleague opens for a customer who called, wrote, or stood in the shop. Gives back its id. */
export function openCase(platform: Platform, actor: Actor, input: CaseInput): Promise<string> {
  return platform.db.tx((tx) => openCaseIn(tx, platform, actor, input));
}

/** Within what else is written. Without a customer: from somebody who does not say who they are. */
export async function openCaseIn(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  input: Omit<CaseInput, 'customerId'> & { customerId: string | null },
): Promise<string> {
  require(actor, 'case:work');
  const now = platform.clock.now();
  const caseId = newId();
  // Nobody's records have this id: it is known to the case alone.
  const nobody = derivedId('onus:anonymous', caseId);
  const customerId = input.customerId === null ? nobody : await currentCustomer(tx, input.customerId);
  await mustNotBeErased(tx, customerId);
  const identityId = input.customerId === null ? nobody : await oneIdentityOf(tx, customerId);
  if (!identityId) throw notFound('customer', input.customerId);
  const touchpointId = input.touchpoint ? await touchpointByKey(tx, input.touchpoint) : 0;
  if (touchpointId === undefined) throw notFound('touchpoint', input.touchpoint);
  const owner = input.mine
    ? {
        personId: personOf(actor),
        rung: 'stepped_in',
        reason: `${actor.name} took it on when opening it`,
        ruleId: null,
      }
    : await routeByHand(tx, { customerId, touchpointId, input, now });
  const clocks = (await termsFor(tx, [owner.personId])).start(
    { caseId, ownerId: owner.personId, urgent: input.urgent },
    now,
  );
  const made: NewCase = {
    caseId,
    customerId,
    identityId,
    touchpointId,
    ruleId: null,
    factKind: 'person',
    factId: null,
    reason: input.reason,
    quote: input.quote ?? null,
    score: null,
    urgent: input.urgent,
    occurredAt: now,
    openedAt: now,
    dueAt: tellDue(clocks),
    holderId: newId(),
    ownerId: owner.personId,
    rung: owner.rung,
    why: owner.reason,
    routedBy: owner.ruleId,
    openedBy: actor.personId,
  };
  const number = (await insertCases(tx, [made])).get(made.caseId) ?? 0;
  await insertClocks(tx, clocks);
  await noteNobody(tx, [made]);
  if (owner.personId !== actor.personId) await tellOwners(tx, platform, [{ ...made, number }]);
  await recordDeeds(tx, platform, {
    actor,
    case: { caseId: made.caseId, number },
    deeds: [
      {
        verb: 'opened',
        detail: {
          customerId,
          touchpointId,
          ownerId: made.ownerId,
          urgent: made.urgent,
          reason: made.reason,
        },
      },
    ],
  });
  return made.caseId;
}

async function routeByHand(
  tx: Tx,
  {
    customerId,
    touchpointId,
    input,
    now,
  }: {
    customerId: string;
    touchpointId: number;
    input: Pick<CaseInput, 'quote' | 'reason' | 'urgent'>;
    now: Date;
  },
): Promise<Routed> {
  const ledger = (await ownersFor(tx, [touchpointId], now)).get(touchpointId);
  if (!ledger) throw new Error(`no owner for touchpoint ${touchpointId}`);
  const one: Unrouted = {
    customerId,
    touchpointId,
    kind: 'person',
    metricKey: null,
    kindKey: null,
    score: null,
    words: input.quote ?? input.reason,
    sourceKey: null,
    sliceId: undefined,
    urgent: input.urgent,
  };
  return (await routeAll(tx, [{ one, ledger }], now))[0]!;
}
