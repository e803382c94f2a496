import type { Condition as AnyCondition, Goes as AnyGoes } from '../../../close/routing/routing.ts';
import type { Choices as AllChoices, ListedRule, TrialResult } from '../../../close/routing/shapes.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import { useFormat } from '../../i18n/format.ts';
import type { FacePerson } from '../../parts/Face.tsx';
import { useRoutingWords } from './routing.messages.ts';

export type Condition = AnyCondition;
export type About = Condition['about'];
export type Goes = AnyGoes;
export type Rule = Wire<ListedRule>;
export type Choices = AllChoices;
type Face = FacePerson & { id: string };
export interface Trial {
  id: string;
  state: 'running' | 'done' | 'failed';
  done: number;
  total: number | null;
  failure: string | null;
  result:
    | (Omit<TrialResult, 'people' | 'examples'> & {
        people: { person: Face; cases: number; changed: number }[];
        examples: (Omit<TrialResult['examples'][number], 'from' | 'to'> & { from: Face; to: Face })[];
      })
    | null;
}

export const rulesKey = ['routing-rules'] as const;

export const useRouting = () => useApi<{ items: Rule[] }>(rulesKey, '/routing/rules');
export const useChoices = () => useApi<Choices>(['routing-choices'], '/routing/choices');

/** What a rule is while it is edited. */
export interface Draft {
  id?: string;
  name: string;
  departmentId: string | null;
  matches: Rule['matches'];
  conditions: Condition[];
  goes: Goes;
  /** Days, or empty. */
  from: string;
  until: string;
}

export function draftOf(rule: Rule | undefined): Draft {
  if (!rule) {
    return {
      name: '',
      departmentId: null,
      matches: 'all',
      conditions: [],
      goes: { to: 'ledger' },
      from: '',
      until: '',
    };
  }
  const { id, name, departmentId, matches, conditions, goes } = rule;
  return {
    id,
    name,
    departmentId,
    matches,
    conditions,
    goes,
    from: rule.state === 'planned' ? rule.activeFrom.slice(0, 10) : '',
    until: rule.endedAt && rule.state !== 'ended' ? rule.endedAt.slice(0, 10) : '',
  };
}

/** What is sent. A rule whose beginning is left empty begins now; one that runs already keeps its beginning. */
export function bodyOf(draft: Draft) {
  const { name, departmentId, matches, conditions, goes, from, until } = draft;
  return {
    name: name.trim(),
    departmentId,
    matches,
    conditions,
    goes,
    ...(from ? { activeFrom: `${from}T00:00:00Z` } : {}),
    endedAt: until ? `${until}T00:00:00Z` : null,
  };
}

/** As a part of a list that is tried: the dates do not matter there. */
export function triedOf(one: Draft | Rule) {
  const { id, name, departmentId, matches, conditions, goes } = one;
  return { ...(id ? { id } : {}), name: name.trim() || '–', departmentId, matches, conditions, goes };
}

export function newCondition(about: About, choices: Choices | undefined): Condition {
  switch (about) {
    case 'urgent':
      return { about, not: false };
    case 'score':
      return { about, metric: null, atMost: 6, atLeast: null, not: false };
    case 'value':
      return { about, atMost: null, atLeast: 1000, not: false };
    case 'dimension':
      return { about, dimension: choices?.dimensions[0]?.key ?? '', keys: [], not: false };
    default:
      return { about, keys: [], not: false };
  }
}

/** A condition that says nothing yet keeps a rule from being kept. */
export function isWhole(condition: Condition): boolean {
  if (condition.about === 'urgent') return true;
  if (condition.about === 'score' || condition.about === 'value')
    return condition.atMost !== null || condition.atLeast !== null;
  return condition.keys.length > 0 && (condition.about !== 'dimension' || condition.dimension !== '');
}

/** Conditions and targets as parts of a sentence. */
export function useSay(choices: Choices | undefined) {
  const words = useRoutingWords();
  const format = useFormat();
  const nameIn = (all: { key: string; name: string }[] | undefined, key: string) =>
    all?.find((one) => one.key === key)?.name ?? key;
  const names = (condition: Condition & { keys: string[] }) => {
    const from = {
      touchpoint: choices?.touchpoints,
      phase: choices?.phases,
      journey: choices?.journeys,
      source: choices?.sources,
      kind: [...words.ownKinds, ...(choices?.kinds ?? [])],
      words: undefined,
      language: undefined,
      dimension: undefined,
    }[condition.about as 'touchpoint'];
    return condition.keys.map((key) => (condition.about === 'words' ? words.quoted(key) : nameIn(from, key)));
  };
  const bounds = (one: { atMost: number | null; atLeast: number | null }) =>
    words.bounds(
      one.atLeast === null ? null : format.number(one.atLeast),
      one.atMost === null ? null : format.number(one.atMost),
    );
  const condition = (one: Condition): string => {
    switch (one.about) {
      case 'urgent':
        return words.says.urgent(one.not);
      case 'score':
        return words.says.score(
          one.metric === null ? null : nameIn(choices?.metrics, one.metric),
          bounds(one),
          one.not,
        );
      case 'value':
        return words.says.value(bounds(one), one.not);
      case 'dimension':
        return words.says.dimension(nameIn(choices?.dimensions, one.dimension), one.keys, one.not);
      default:
        return words.says[one.about](names(one), one.not);
    }
  };
  return { condition };
}
