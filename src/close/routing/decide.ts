import type { Owner, Worker, Workforce } from '../../own/own.ts';
import { compileRule, inForce, type Meets, type Place, type Routable, type RoutingRule } from './routing.ts';

export interface Routed {
  personId: string;
  rung: string;
  /** In words, as shown on the case. */
  reason: string;
  /** The rule that was met and heeded. */
  ruleId: string | null;
  /** The rule that was met, even where whom it names could not take it. */
  metId: string | null;
}

/** What is there to decide by. `loads` and `turns` go on with every case decided. */
export interface Given {
  rules: readonly RoutingRule[];
  now: Date;
  placeOf: (touchpointId: number) => Place | undefined;
  force: Workforce;
  /** Open cases by person, of everybody whose load matters. */
  loads: Map<string, number>;
  /** By rule, whose turn it was last. */
  turns: Map<string, string>;
}

type Living = RoutingRule & { meets: Meets };
type Found =
  | { personId: string; why: string; actsFor?: { name: string; until: string } }
  | { cannot: string };

/**
 * Decides where a case goes, by the first rule that is met. A ruling of an arbiter goes before every rule. Whom the ledger names has it
 * where no rule is met, and where whom the rule names cannot take it: left, away with nobody acting, nobody in the team (rule 4).
 */
export function router(given: Given): (one: Routable, ledger: Owner) => Routed {
  const living = given.rules
    .filter((rule) => inForce(rule, given.now))
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
    .map((rule): Living => ({ ...rule, meets: compileRule(rule, given.placeOf) }));
  const rulesOf = Map.groupBy(living, (rule) => rule.departmentId);
  const first = (department: string | null, one: Routable) =>
    rulesOf.get(department)?.find((rule) => rule.meets(one));

  const decide = (one: Routable, ledger: Owner): Routed => {
    const by = { personId: ledger.personId, rung: ledger.rung, ruleId: null };
    if (ledger.rung === 'ruling') return { ...by, reason: ledger.reason, metId: null };
    const rule = first(null, one);
    if (!rule) return { ...by, reason: ledger.reason, metId: null };
    const said = `the rule “${rule.name}”`;
    if (rule.goes.to === 'ledger') {
      return { ...by, reason: `${said} leaves it to the ledger; ${ledger.reason}`, metId: rule.id };
    }
    const found = follow(rule, one, []);
    if ('cannot' in found)
      return { ...by, reason: `${said} ${found.cannot}; ${ledger.reason}`, metId: rule.id };
    const acting = found.actsFor ? `acting for ${found.actsFor.name} until ${found.actsFor.until}, ` : '';
    return {
      personId: found.personId,
      rung: 'routed',
      reason: `${acting}${said} ${found.why}`,
      ruleId: rule.id,
      metId: rule.id,
    };
  };

  function follow(rule: Living, one: Routable, way: string[]): Found {
    const { goes } = rule;
    if (goes.to === 'ledger') return { cannot: 'leaves it to the ledger' };
    if (goes.to === 'person') return named(goes.personId, one);
    const name = given.force.department(goes.departmentId);
    if (name === undefined) return { cannot: 'sends it to a department that is no more' };
    if (goes.by === 'rules') return byRulesOf(goes.departmentId, { name, one, way });
    return oneOf(rule, one, name);
  }

  /** The department's own rules; where none is met, whoever of it has the fewest open cases. */
  function byRulesOf(
    departmentId: string,
    { name, one, way }: { name: string; one: Routable; way: string[] },
  ): Found {
    if (way.includes(departmentId)) {
      const names = [...way, departmentId].map((id) => given.force.department(id) ?? '?');
      return { cannot: `sends it in a circle (${names.join(' → ')})` };
    }
    const inner = first(departmentId, one);
    if (!inner) return leastOf(departmentId, { name, one, skills: [] });
    const found = follow(inner, one, [...way, departmentId]);
    return 'cannot' in found
      ? { cannot: `sends it to ${name}, where “${inner.name}” ${found.cannot}` }
      : { ...found, why: `sends it to ${name}, where “${inner.name}” ${found.why}` };
  }

  function oneOf(rule: Living, one: Routable, name: string): Found {
    const { goes } = rule;
    if (goes.to !== 'department') return { cannot: 'names no department' };
    if (goes.by !== 'turn')
      return leastOf(goes.departmentId, { name, one, skills: goes.by === 'skill' ? goes.skills : [] });
    const there = available(goes.departmentId, one);
    const all = given.force.membersOf(goes.departmentId);
    const last = all.findIndex((worker) => worker.id === given.turns.get(rule.id));
    const next = there.find((worker) => all.indexOf(worker) > last) ?? there[0];
    if (!next) return { cannot: `sends it to ${name}, where nobody is there to take it` };
    given.turns.set(rule.id, next.id);
    return { personId: next.id, why: `sends it to ${name}, in turn` };
  }

  function leastOf(
    departmentId: string,
    { name, one, skills }: { name: string; one: Routable; skills: readonly string[] },
  ): Found {
    const there = available(departmentId, one);
    if (there.length === 0) return { cannot: `sends it to ${name}, where nobody is there to take it` };
    const able = there.filter((worker) => skills.every((skill) => worker.skills.includes(skill)));
    const knows = skills.join(' and ');
    let best: Worker | undefined;
    for (const worker of able) if (!best || loadOf(worker) < loadOf(best)) best = worker;
    if (!best) return { cannot: `sends it to ${name}, where nobody who is there knows ${knows}` };
    const knowing = skills.length > 0 ? `knows ${knows}, ` : '';
    return { personId: best.id, why: `sends it to ${name}: ${knowing}fewest open cases` };
  }

  const loadOf = (worker: Worker) => given.loads.get(worker.id) ?? 0;

  /** Of a department: who is here, not away, has not passed it on, and may work on cases. */
  function available(departmentId: string, one: Routable): Worker[] {
    return given.force
      .membersOf(departmentId)
      .filter(
        (worker) =>
          worker.state === 'here' &&
          !worker.away &&
          worker.works &&
          !given.force.acting(worker.id, one.touchpointId),
      );
  }

  function named(personId: string, one: Routable): Found {
    const person = given.force.person(personId);
    if (!person) return { cannot: 'names somebody who is not in the company' };
    if (person.state === 'left') return { cannot: `names ${person.name}, who has left` };
    if (person.state === 'not_begun') return { cannot: `names ${person.name}, who has not begun` };
    const acts = given.force.acting(personId, one.touchpointId);
    const taker = acts ? given.force.person(acts.personId) : person;
    if (taker?.state !== 'here' || taker.away)
      return { cannot: `names ${person.name}, who is away with nobody there to act` };
    if (!taker.works) return { cannot: `names ${taker.name}, who may not work on cases` };
    return {
      personId: taker.id,
      why: `names ${person.name}`,
      ...(acts ? { actsFor: { name: person.name, until: acts.until } } : {}),
    };
  }

  return (one, ledger) => {
    const routed = decide(one, ledger);
    given.loads.set(routed.personId, (given.loads.get(routed.personId) ?? 0) + 1);
    return routed;
  };
}
