import { touchpointIndex } from '../../map/map.ts';
import { listDepartments, personCards, workforce } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { hold } from '../../platform/locks.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  casesByRule,
  insertRoutingRule,
  lockRoutingRule,
  readRoutingRules,
  updateRoutingRule,
  writeOrder,
} from './routing.sql.ts';
import { circleIn, inForce, RoutingChange, RoutingInput, type RoutingRule } from './routing.ts';
import type { ListedRule } from './shapes.ts';

/** More would be a program, not rules; each is asked for every case that opens. */
const most = 200;
const thirtyDays = 30 * 86_400_000;

/** All rules in the order in which they are asked, each with what stands in its way today. */
export async function listRouting(platform: Platform): Promise<ListedRule[]> {
  const { db } = platform;
  const now = platform.clock.now();
  const rules = await readRoutingRules(db, now);
  const counts = await casesByRule(db, new Date(now.getTime() - thirtyDays));
  const people = rules.flatMap(({ goes }) => (goes.to === 'person' ? goes.personId : []));
  const departments = rules.flatMap(({ goes }) => (goes.to === 'department' ? goes.departmentId : []));
  const force = await workforce(db, { people, departments }, now);
  const cards = await personCards(db, people);
  const names = new Map((await listDepartments(db)).map(({ id, name }) => [id, name]));
  const shadowed = new Set<string | null>();
  return rules.map((rule) => {
    const { goes } = rule;
    const state = isOver(rule, now) ? 'ended' : inForce(rule, now) ? 'on' : 'planned';
    const unreached = state === 'on' && shadowed.has(rule.departmentId);
    if (state === 'on' && rule.conditions.length === 0) shadowed.add(rule.departmentId);
    const trouble = (): ListedRule['trouble'] => {
      if (state === 'ended') return null;
      if (unreached) return 'unreached';
      if (goes.to === 'ledger') return null;
      if (goes.to === 'person') {
        const person = force.person(goes.personId);
        if (!person?.works || person.state === 'left') return 'gone';
        const acts = force.acting(person.id, 0);
        return (person.away && !acts) || (acts && force.person(acts.personId)?.away) ? 'away' : null;
      }
      if (force.department(goes.departmentId) === undefined) return 'gone';
      const there = force
        .membersOf(goes.departmentId)
        .filter((one) => one.state === 'here' && one.works && !one.away && !force.acting(one.id, 0));
      if (there.length === 0) return goes.by === 'rules' ? null : 'empty';
      const able = there.filter((one) => goes.skills.every((skill) => one.skills.includes(skill)));
      return goes.by === 'skill' && able.length === 0 ? 'unskilled' : null;
    };
    return {
      ...rule,
      state,
      target: {
        name: goes.to === 'person' ? (cards.get(goes.personId)?.name ?? null) : null,
        departmentName: goes.to === 'department' ? (names.get(goes.departmentId) ?? null) : null,
      },
      departmentName: (rule.departmentId && names.get(rule.departmentId)) || null,
      trouble: trouble(),
      cases: counts.get(rule.id) ?? 0,
    };
  });
}

export async function addRouting(platform: Platform, actor: Actor, input: RoutingInput): Promise<ListedRule> {
  require(actor, 'routing:write');
  const given = RoutingInput.parse(input);
  const now = platform.clock.now();
  const rule = { ...given, id: newId(), activeFrom: given.activeFrom ?? now, madeAt: now };
  await platform.db.tx(async (tx) => {
    await lockRouting(tx);
    const others = await readRoutingRules(tx, now);
    if (others.filter((one) => !isOver(one, now)).length >= most)
      throw new Refusal('too_many_rules', `There are ${most} rules already. End some first.`, { most });
    await mustStand(tx, { others, now }, { ...rule, position: 0, version: 1 });
    await insertRoutingRule(tx, rule, actor.personId);
    await audit(tx, platform, actor, {
      verb: 'routing_rule.made',
      subject: { kind: 'routing_rule', id: rule.id },
      detail: { rule },
    });
  });
  return one(platform, rule.id);
}

/** Holds for cases opened from now on; those already open stay where they are. */
export async function changeRouting(
  platform: Platform,
  actor: Actor,
  id: string,
  input: RoutingChange,
): Promise<ListedRule> {
  require(actor, 'routing:write');
  const { ended, version, ...change } = RoutingChange.parse(input);
  await platform.db.tx(async (tx) => {
    await lockRouting(tx);
    const before = await lockRoutingRule(tx, id);
    if (!before) throw notFound('routing rule', id);
    if (version !== undefined && version !== before.version)
      throw conflict('rule_changed', `Somebody changed “${before.name}” meanwhile. Look at it again.`, {
        version: before.version,
      });
    const now = platform.clock.now();
    const endedAt =
      ended === undefined
        ? change.endedAt === undefined
          ? before.endedAt
          : change.endedAt
        : ended
          ? (before.endedAt ?? now)
          : null;
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after: RoutingRule = { ...before, ...given, endedAt };
    const others = (await readRoutingRules(tx, now)).filter((other) => other.id !== id);
    // What no longer stands can always be ended.
    if (!isOver(after, now)) await mustStand(tx, { others, now }, after);
    await updateRoutingRule(tx, after);
    await audit(tx, platform, actor, {
      verb: 'routing_rule.changed',
      subject: { kind: 'routing_rule', id },
      detail: { before, after: { ...after, version: before.version + 1 } },
    });
  });
  return one(platform, id);
}

/** The order in which rules are asked: every rule that has not ended, once. */
export async function orderRouting(
  platform: Platform,
  actor: Actor,
  ids: readonly string[],
): Promise<ListedRule[]> {
  require(actor, 'routing:write');
  const now = platform.clock.now();
  await platform.db.tx(async (tx) => {
    await lockRouting(tx);
    const before = (await readRoutingRules(tx, now)).filter((rule) => !isOver(rule, now)).map(({ id }) => id);
    const given = new Set(ids);
    if (given.size !== ids.length || before.length !== ids.length || before.some((id) => !given.has(id)))
      throw conflict('rules_changed', 'Rules were added or ended meanwhile. Look at the list again.', {
        rules: before,
      });
    await writeOrder(tx, ids);
    await audit(tx, platform, actor, {
      verb: 'routing_rules.ordered',
      subject: { kind: 'routing_rules', id: 'all' },
      detail: { before, after: ids },
    });
  });
  return listRouting(platform);
}

const isOver = ({ endedAt }: RoutingRule, now: Date) => endedAt !== null && endedAt <= now;

/** Two changes at once could each be sound and together make a circle. */
async function lockRouting(tx: Tx): Promise<void> {
  await hold(tx, 'routing');
}

async function one(platform: Platform, id: string): Promise<ListedRule> {
  const found = (await listRouting(platform)).find((rule) => rule.id === id);
  if (!found) throw notFound('routing rule', id);
  return found;
}

/** @throws Refusal where a rule names what is not there, is over before it begins, or sends cases in a circle. */
export async function mustStand(
  on: Runner,
  { others, now }: { others: readonly RoutingRule[]; now: Date },
  rule: RoutingRule,
): Promise<void> {
  const refuse = (path: string, message: string) => {
    throw new Refusal('routing_unsound', message, { errors: [{ path, message }] });
  };
  if (rule.endedAt !== null && rule.endedAt <= rule.activeFrom)
    refuse('endedAt', `“${rule.name}” would end before it begins.`);
  const { goes } = rule;
  const departments = await listDepartments(on);
  const nameOf = (id: string) => departments.find((one) => one.id === id)?.name ?? '?';
  const there = (id: string) => departments.some((one) => one.id === id && one.archivedAt === null);
  if (rule.departmentId !== null && !there(rule.departmentId))
    refuse('departmentId', 'There is no such department.');
  if (goes.to === 'department' && !there(goes.departmentId))
    refuse('goes', 'The department it sends cases to is not there.');
  if (goes.to === 'person') {
    const person = await on.maybe<{ name: string; left: boolean }>(
      sql`select name, left_on is not null and left_on <= ${rule.activeFrom}::timestamptz::date as left from people where person_id = ${goes.personId}::uuid`,
    );
    if (!person) refuse('goes', 'The person it names is not in the company.');
    if (person?.left) refuse('goes', `${person.name} has left. Name somebody who is there.`);
  }
  await mustKnowPlaces(on, rule, refuse);
  const circle = circleIn([...others, rule], now);
  if (circle)
    throw new Refusal(
      'routing_circle',
      `That would send cases in a circle: ${circle.map(nameOf).join(' → ')}. Let one of these departments decide by itself.`,
      { circle },
    );
}

async function mustKnowPlaces(
  on: Runner,
  rule: RoutingRule,
  refuse: (path: string, message: string) => void,
): Promise<void> {
  const { inOrder } = await touchpointIndex(on);
  const known = {
    touchpoint: new Set(inOrder.map((one) => one.key)),
    phase: new Set(inOrder.map((one) => `${one.journeyKey}/${one.phaseKey}`)),
    journey: new Set(inOrder.map((one) => one.journeyKey)),
  };
  for (const [i, condition] of rule.conditions.entries()) {
    const { about } = condition;
    if (about !== 'touchpoint' && about !== 'phase' && about !== 'journey') continue;
    const lost = condition.keys.find((key) => !known[about].has(key));
    if (lost) refuse(`conditions.${i}`, `There is no ${about} “${lost}” on any journey.`);
  }
}
