import type { RoutingRule } from './routing.ts';

export type RoutingState = 'on' | 'planned' | 'ended';

export interface ListedRule extends RoutingRule {
  state: RoutingState;
  /** Whom it names, in words. */
  target: { name: string | null; departmentName: string | null };
  departmentName: string | null;
  /** What keeps it from doing what it says; null: nothing. */
  trouble: null | 'gone' | 'away' | 'empty' | 'unskilled' | 'unreached';
  /** Cases it sent somewhere in the last 30 days. */
  cases: number;
}

export interface TrialResult {
  cases: number;
  /** There were more; the newest were tried. */
  more: boolean;
  since: string;
  /** A rule was met and heeded · met, but whom it names could not take it · none was met. */
  routed: number;
  fell: number;
  unmet: number;
  /** Would go to somebody else than they did. */
  changed: number;
  /** In the order of the rules tried. */
  rules: { name: string; met: number; fell: number; changed: number }[];
  people: { personId: string; cases: number; changed: number }[];
  /** Null: no department. */
  teams: { from: string | null; to: string | null; cases: number }[];
  examples: {
    caseId: string;
    number: number;
    reason: string;
    from: string;
    to: string;
    why: string;
    rule: number | null;
  }[];
}

export interface Choice {
  key: string;
  name: string;
}

/** What a rule may ask about, by name. */
export interface Choices {
  touchpoints: Choice[];
  phases: Choice[];
  journeys: Choice[];
  metrics: Choice[];
  kinds: Choice[];
  sources: Choice[];
  dimensions: (Choice & { values: string[] })[];
  skills: string[];
  departments: { id: string; name: string }[];
  /** The attribute that says what a customer is worth; null: none is named. */
  value: { attribute: string; per: 'year' | 'month' } | null;
}
