import { type Runner, sql } from '../platform/database.ts';
import type { CaseRule, RuleInput } from './rule.ts';

const columns = sql`rule_id as id, key, name, applies_to as "appliesTo", metric_key as "metricKey", at_most as "atMost",
  contact_requested as "contactRequested", interaction_kinds as "interactionKinds", failed, at_least as "atLeast",
  touchpoint_keys as "touchpointKeys", urgent, within_days as "withinDays", active_from as "activeFrom",
  ended_at as "endedAt"`;

/** All rules, ended ones too, in the order they were made. */
export function readRules(db: Runner): Promise<CaseRule[]> {
  return db.all<CaseRule>(sql`select ${columns} from case_rules order by rule_id`);
}

export function readRule(db: Runner, key: string): Promise<CaseRule | undefined> {
  return db.maybe<CaseRule>(sql`select ${columns} from case_rules where key = ${key}`);
}

/** Undefined where a rule of this key is there already. */
export function insertRule(db: Runner, rule: RuleInput, activeFrom: Date): Promise<CaseRule | undefined> {
  return db.maybe<CaseRule>(sql`
    insert into case_rules (key, name, applies_to, metric_key, at_most, contact_requested, interaction_kinds, failed,
      at_least, touchpoint_keys, urgent, within_days, active_from)
    values (${rule.key}, ${rule.name}, ${rule.appliesTo}, ${rule.metricKey}, ${rule.atMost}::numeric,
      ${rule.contactRequested}, ${rule.interactionKinds}::text[], ${rule.failed}, ${rule.atLeast}::numeric,
      ${rule.touchpointKeys}::text[], ${rule.urgent}, ${rule.withinDays}::int, ${activeFrom}::timestamptz)
    on conflict (key) do nothing
    returning ${columns}`);
}

export function updateRule(db: Runner, rule: CaseRule): Promise<CaseRule> {
  return db.one<CaseRule>(sql`
    update case_rules set name = ${rule.name}, metric_key = ${rule.metricKey}, at_most = ${rule.atMost}::numeric,
      contact_requested = ${rule.contactRequested}, interaction_kinds = ${rule.interactionKinds}::text[],
      failed = ${rule.failed}, at_least = ${rule.atLeast}::numeric, touchpoint_keys = ${rule.touchpointKeys}::text[],
      urgent = ${rule.urgent}, within_days = ${rule.withinDays}::int, ended_at = ${rule.endedAt}::timestamptz
    where rule_id = ${rule.id}
    returning ${columns}`);
}
