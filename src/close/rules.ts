import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { insertRule, readRule, readRules, updateRule } from './rule.sql.ts';
import { type CaseRule, firstRules, RuleChange, RuleInput } from './rule.ts';

export function listRules(platform: Platform): Promise<CaseRule[]> {
  return readRules(platform.db);
}

/** The rules a new organisation starts with. Run again, it adds only what is missing. */
export async function seedRules(tx: Tx, platform: Platform): Promise<void> {
  for (const rule of firstRules) await insertRule(tx, rule, platform.clock.now());
}

export async function addRule(platform: Platform, actor: Actor, input: RuleInput): Promise<CaseRule> {
  require(actor, 'settings:write');
  const rule = RuleInput.parse(input);
  mustAskSomething(rule);
  return platform.db.tx(async (tx) => {
    const made = await insertRule(tx, rule, platform.clock.now());
    if (!made)
      throw conflict('rule_exists', `There is a case rule “${rule.key}” already. Choose another key.`, {
        key: rule.key,
      });
    await audit(tx, platform, actor, {
      verb: 'case_rule.made',
      subject: { kind: 'case_rule', id: rule.key },
      detail: { rule },
    });
    return made;
  });
}

/** Changes hold for facts that come in from now on; cases already open stay as they are. */
export async function changeRule(
  platform: Platform,
  actor: Actor,
  key: string,
  input: RuleChange,
): Promise<CaseRule> {
  require(actor, 'settings:write');
  const { ended, ...change } = RuleChange.parse(input);
  return platform.db.tx(async (tx) => {
    const before = await readRule(tx, key);
    if (!before) throw notFound('case rule', key);
    const endedAt =
      ended === undefined ? before.endedAt : ended ? (before.endedAt ?? platform.clock.now()) : null;
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after: CaseRule = { ...before, ...given, endedAt };
    mustAskSomething(after);
    const kept = await updateRule(tx, after);
    await audit(tx, platform, actor, {
      verb: 'case_rule.changed',
      subject: { kind: 'case_rule', id: key },
      detail: { before, after: kept },
    });
    return kept;
  });
}

/** A rule without a condition would open a case for everything, or for nothing. */
function mustAskSomething(rule: RuleInput): void {
  const asks =
    rule.appliesTo === 'response'
      ? rule.atMost !== null || rule.contactRequested
      : rule.failed || rule.atLeast !== null;
  if (asks) return;
  throw new Refusal(
    'rule_without_condition',
    rule.appliesTo === 'response'
      ? 'Say which scores open a case (“at most”), or that a wish to be contacted does.'
      : 'Say that a failure opens a case, or from which value (“at least”).',
    { key: rule.key },
  );
}
