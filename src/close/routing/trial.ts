import { z } from 'zod';
import { type Actor, require } from '../../platform/access.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { router } from './decide.ts';
import { ledgerOf } from './ledgerOf.ts';
import { givenFor, lookUp } from './route.ts';
import { RoutingInput, type RoutingRule } from './routing.ts';
import { mustStand } from './rules.ts';
import type { TrialResult } from './shapes.ts';
import { casesOpened, countOpened, type PastCase } from './snapshot.sql.ts';
import {
  departmentsOfPeople,
  failTrial,
  finishTrial,
  forgetTrials,
  insertTrial,
  noteTried,
  readTrial,
  runningTrial,
  type TrialRow,
} from './trial.sql.ts';

/** The whole list as it would be, in its order. A rule that is there already brings its id. */
export const TrialInput = z.object({
  rules: z.array(RoutingInput.extend({ id: z.guid().optional() })).max(200),
});
export type TrialInput = z.input<typeof TrialInput>;

export const trialDays = 90;
/** The newest so many cases of the last 90 days: ten seconds at most. */
const most = 20_000;
const chunk = 500;
const examplesOfEach = 6;
const examplesInAll = 60;
const dayMs = 86_400_000;

/** Begins a dry run. A rule that could not be kept is refused at once. */
export async function beginTrial(platform: Platform, actor: Actor, input: TrialInput): Promise<string> {
  require(actor, 'routing:write');
  const now = platform.clock.now();
  const rules = TrialInput.parse(input).rules.map(
    (rule, i): RoutingRule => ({
      ...rule,
      id: rule.id ?? newId(),
      position: i,
      activeFrom: rule.activeFrom ?? now,
      madeAt: now,
      version: 1,
    }),
  );
  if (new Set(rules.map(({ id }) => id)).size !== rules.length)
    throw new Refusal('rule_twice', 'One of these rules is in the list twice.', {});
  for (const [i, rule] of rules.entries())
    await mustStand(platform.db, { others: rules.slice(0, i), now }, rule);
  const id = newId();
  await platform.db.tx(async (tx) => {
    if (await runningTrial(tx, actor.personId, new Date(now.getTime() - 600_000)))
      throw conflict('trial_running', 'A dry run of yours is under way. Wait until it is done.', {});
    await forgetTrials(tx, new Date(now.getTime() - 7 * dayMs));
    await insertTrial(tx, { id, rules, at: now, by: actor.personId });
    await platform.queue.send(tx, 'close.routing_trial', { trialId: id });
  });
  return id;
}

export async function trialById(platform: Platform, id: string): Promise<TrialRow> {
  const row = await readTrial(platform.db, id);
  if (!row) throw notFound('dry run', id);
  return row;
}

/**
 * What the proposed rules would do with the cases of the last 90 days: the facts as they were then (score, words, dimensions), the
 * people, their absences and open cases, and the ledger, as they are now. Changes nothing but its own progress.
 */
export async function runTrial(platform: Platform, trialId: string): Promise<void> {
  const { db } = platform;
  const row = await readTrial(db, trialId);
  if (!row || row.finishedAt) return;
  const now = platform.clock.now();
  try {
    const rules = row.rules.map((rule) => ({
      ...rule,
      activeFrom: new Date(Math.min(+new Date(rule.activeFrom), +now)),
      endedAt: rule.endedAt === null ? null : new Date(rule.endedAt),
      madeAt: new Date(rule.madeAt),
    }));
    const result = await tryRules(platform, rules, {
      now,
      onProgress: (done, total) => noteTried(db, trialId, { done, total }),
    });
    await finishTrial(db, trialId, { result, at: platform.clock.now() });
  } catch (error) {
    await failTrial(db, trialId, {
      failure: error instanceof Refusal ? error.message : 'The dry run broke off. Try again.',
      at: platform.clock.now(),
    });
    if (!(error instanceof Refusal)) throw error;
  }
}

/** The same without keeping it. A rule planned for later is tried as if it had begun. */
export async function tryRules(
  platform: Platform,
  rules: readonly RoutingRule[],
  { now, onProgress }: { now: Date; onProgress?: (done: number, total: number) => Promise<void> },
): Promise<TrialResult> {
  const { db } = platform;
  const count = await countOpened(db, new Date(now.getTime() - trialDays * dayMs), most + 1);
  const total = Math.min(count.total, most);
  const skip = count.total - total;
  await onProgress?.(0, total);
  const decide = router(await givenFor(db, rules, now));
  const sum = new Sum(rules, { more: skip > 0, since: count.since });
  let after: { at: Date; id: string } | undefined;
  for (let done = 0; done < count.total; ) {
    const cases = await casesOpened(db, { since: count.since, after, limit: chunk });
    if (cases.length === 0) break;
    const tried = done < skip ? cases.slice(skip - done) : cases;
    const owners = await ledgerOf(db, tried, now);
    const known = await lookUp(db, rules, tried);
    for (const [i, one] of tried.entries()) sum.add(one, decide(known(one), owners[i]!));
    const last = cases.at(-1)!;
    after = { at: last.openedAt, id: last.caseId };
    done += cases.length;
    await onProgress?.(Math.min(done, total), total);
  }
  return sum.result(await departmentsOfPeople(db, sum.people()));
}

class Sum {
  private readonly index: Map<string, number>;
  private readonly rules: TrialResult['rules'];
  private readonly byPerson = new Map<string, { cases: number; changed: number }>();
  private readonly moves = new Map<string, { from: string; to: string; cases: number }>();
  private readonly examples: TrialResult['examples'] = [];
  private readonly shown = new Map<number | null, number>();
  private readonly about: { more: boolean; since: Date };
  private cases = 0;
  private routed = 0;
  private fell = 0;
  private changed = 0;

  constructor(rules: readonly RoutingRule[], about: { more: boolean; since: Date }) {
    this.index = new Map(rules.map(({ id }, i) => [id, i]));
    this.rules = rules.map(({ name }) => ({ name, met: 0, fell: 0, changed: 0 }));
    this.about = about;
  }

  add(
    one: PastCase,
    to: { personId: string; reason: string; ruleId: string | null; metId: string | null },
  ): void {
    const changed = to.personId !== one.firstPersonId;
    this.cases++;
    if (changed) this.changed++;
    const at = to.metId === null ? null : (this.index.get(to.metId) ?? null);
    const rule = at === null ? undefined : this.rules[at];
    if (rule) {
      rule.met++;
      if (changed) rule.changed++;
      if (to.ruleId === null) rule.fell++;
    }
    if (to.ruleId !== null) this.routed++;
    else if (rule) this.fell++;
    const person = this.byPerson.get(to.personId) ?? { cases: 0, changed: 0 };
    person.cases++;
    if (changed) person.changed++;
    this.byPerson.set(to.personId, person);
    const way = `${one.firstPersonId} ${to.personId}`;
    const move = this.moves.get(way) ?? { from: one.firstPersonId, to: to.personId, cases: 0 };
    move.cases++;
    this.moves.set(way, move);
    const shown = this.shown.get(at) ?? 0;
    if (!changed || shown >= examplesOfEach || this.examples.length >= examplesInAll) return;
    this.shown.set(at, shown + 1);
    const { caseId, number, reason, firstPersonId } = one;
    this.examples.push({
      caseId,
      number,
      reason,
      from: firstPersonId,
      to: to.personId,
      why: to.reason,
      rule: at,
    });
  }

  people(): string[] {
    return [...new Set([...this.moves.values()].flatMap(({ from, to }) => [from, to]))];
  }

  result(departmentOf: Map<string, string | null>): TrialResult {
    const teams = new Map<string, TrialResult['teams'][number]>();
    for (const move of this.moves.values()) {
      const from = departmentOf.get(move.from) ?? null;
      const to = departmentOf.get(move.to) ?? null;
      const team = teams.get(`${from} ${to}`) ?? { from, to, cases: 0 };
      team.cases += move.cases;
      teams.set(`${from} ${to}`, team);
    }
    return {
      cases: this.cases,
      more: this.about.more,
      since: this.about.since.toISOString(),
      routed: this.routed,
      fell: this.fell,
      unmet: this.cases - this.routed - this.fell,
      changed: this.changed,
      rules: this.rules,
      people: [...this.byPerson]
        .map(([personId, counts]) => ({ personId, ...counts }))
        .sort((a, b) => b.cases - a.cases || (a.personId < b.personId ? -1 : 1)),
      teams: [...teams.values()].sort((a, b) => b.cases - a.cases),
      examples: this.examples,
    };
  }
}
