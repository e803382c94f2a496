import { touchpointIndex } from '../../map/map.ts';
import { type Owner, readTerms, workforce } from '../../own/own.ts';
import type { Runner, Tx } from '../../platform/database.ts';
import { type Given, type Routed, router } from './decide.ts';
import { aboutCustomers, dimsOf, loadsIn, readTurns, rulesInForce, writeTurns } from './routing.sql.ts';
import { languageCode, type Routable, type RoutingRule } from './routing.ts';

/** A case about to be opened, before what rules ask about its customer is looked up. */
export interface Unrouted extends Omit<Routable, 'dims' | 'value' | 'language'> {
  customerId: string;
  sliceId: number | undefined;
}

/**
 * Where each of these cases goes: by the first routing rule that is met, else as the ledger says. One statement where the organisation
 * has no rule, about ten where it has some, however many cases. Under the lock on opening cases, because turns are taken.
 */
export async function routeAll(
  tx: Tx,
  cases: readonly { one: Unrouted; ledger: Owner }[],
  now: Date,
): Promise<Routed[]> {
  const rules = cases.length === 0 ? [] : await rulesInForce(tx, now);
  if (rules.length === 0) return cases.map(({ ledger }) => byLedger(ledger));
  const given = await givenFor(tx, rules, now);
  const before = new Map(given.turns);
  const decide = router(given);
  const known = await lookUp(
    tx,
    rules,
    cases.map(({ one }) => one),
  );
  const routed = cases.map(({ one, ledger }) => decide(known(one), ledger));
  await writeTurns(tx, new Map([...given.turns].filter(([id, person]) => before.get(id) !== person)));
  return routed;
}

export const byLedger = ({ personId, rung, reason }: Owner): Routed => ({
  personId,
  rung,
  reason,
  ruleId: null,
  metId: null,
});

/** What rules decide by, as it stands now. */
export async function givenFor(on: Runner, rules: readonly RoutingRule[], now: Date): Promise<Given> {
  const { byId } = await touchpointIndex(on);
  const goes = rules.map((rule) => rule.goes);
  const departments = [...new Set(goes.flatMap((one) => (one.to === 'department' ? one.departmentId : [])))];
  return {
    rules,
    now,
    placeOf: (id) => byId.get(id),
    force: await workforce(
      on,
      { people: goes.flatMap((one) => (one.to === 'person' ? one.personId : [])), departments },
      now,
    ),
    loads: await loadsIn(
      on,
      goes.flatMap((one) => (one.to === 'department' && one.by !== 'turn' ? one.departmentId : [])),
    ),
    turns: await readTurns(
      on,
      rules.map((rule) => rule.id),
    ),
  };
}

/** Looks up what the rules ask about and the case does not carry: nothing, where none asks. */
export async function lookUp(
  on: Runner,
  rules: readonly RoutingRule[],
  cases: readonly Unrouted[],
): Promise<(one: Unrouted) => Routable> {
  const asked = new Set(rules.flatMap((rule) => rule.conditions.map(({ about }) => about)));
  const dims = asked.has('dimension')
    ? await dimsOf(on, [...new Set(cases.flatMap((one) => one.sliceId ?? []))])
    : undefined;
  const customers =
    asked.has('value') || asked.has('language')
      ? await aboutCustomers(
          on,
          [...new Set(cases.map((one) => one.customerId))],
          (await readTerms(on)).value?.attribute ?? null,
        )
      : undefined;
  return (one) => {
    const customer = customers?.get(one.customerId);
    return {
      ...one,
      dims: (one.sliceId !== undefined && dims?.get(one.sliceId)) || {},
      value: customer?.value ?? null,
      language: languageCode(customer?.spoken),
    };
  };
}
