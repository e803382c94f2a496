import type { CaseRule } from '../../../close/rule.ts';
import type { Wire } from '../../api/wire.ts';
import { useFormat } from '../../i18n/format.ts';
import { useMetrics, usePlaceNames } from '../measures/measures.ts';
import { useRulesWords } from './rules.messages.ts';

export type Rule = Wire<CaseRule>;

/** A rule as a sentence: "A score of 2 or less on NPS opens an urgent case." */
export function useRuleSentence(): (rule: Rule) => { does: string; where: string } {
  const words = useRulesWords();
  const format = useFormat();
  const metrics = useMetrics().data?.items ?? [];
  const nameOf = usePlaceNames();
  return (rule) => {
    const metric = metrics.find((one) => one.key === rule.metricKey)?.name ?? rule.metricKey;
    const what: string[] = [];
    if (rule.appliesTo === 'response') {
      if (rule.atMost !== null) what.push(words.score(format.number(rule.atMost), metric));
      if (rule.contactRequested) what.push(words.contact);
    } else {
      if (rule.failed) what.push(words.failed(rule.interactionKinds));
      if (rule.atLeast !== null) what.push(words.value(format.number(rule.atLeast), rule.interactionKinds));
    }
    const does = words.opens(what, rule.urgent);
    const places = rule.touchpointKeys.map((key) => nameOf('touchpoint', key));
    return {
      does: does.charAt(0).toUpperCase() + does.slice(1),
      where: [places.length === 0 ? words.everywhere : words.at(places), words.within(rule.withinDays)].join(
        ' · ',
      ),
    };
  };
}

/** What the form holds: figures as they are typed. */
export interface RuleDraft {
  name: string;
  appliesTo: Rule['appliesTo'];
  metricKey: string;
  atMost: string;
  contactRequested: boolean;
  interactionKinds: string[];
  failed: boolean;
  atLeast: string;
  touchpointKeys: string[];
  urgent: boolean;
  withinDays: string;
}

export function draftOf(rule: Rule | undefined): RuleDraft {
  return {
    name: rule?.name ?? '',
    appliesTo: rule?.appliesTo ?? 'response',
    metricKey: rule?.metricKey ?? '',
    atMost: rule?.atMost?.toString() ?? '',
    contactRequested: rule?.contactRequested ?? false,
    interactionKinds: rule?.interactionKinds ?? [],
    failed: rule?.failed ?? false,
    atLeast: rule?.atLeast?.toString() ?? '',
    touchpointKeys: rule?.touchpointKeys ?? [],
    urgent: rule?.urgent ?? false,
    withinDays: (rule?.withinDays ?? 14).toString(),
  };
}

/** What is sent: a rule about answers carries nothing about events, and the other way round. */
export function bodyOf(draft: RuleDraft) {
  const { name, touchpointKeys, urgent } = draft;
  const answers = draft.appliesTo === 'response';
  const figure = (text: string) => (text.trim() === '' ? null : Number(text));
  return {
    name: name.trim(),
    touchpointKeys,
    urgent,
    withinDays: Number(draft.withinDays),
    metricKey: answers && draft.metricKey ? draft.metricKey : null,
    atMost: answers ? figure(draft.atMost) : null,
    contactRequested: answers && draft.contactRequested,
    interactionKinds: answers ? [] : draft.interactionKinds,
    failed: !answers && draft.failed,
    atLeast: answers ? null : figure(draft.atLeast),
  };
}

/** A new rule's key, from its name: lower-case letters, digits and "_", at most 60. */
export function keyOf(name: string): string {
  const key = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return key.slice(0, 60) || 'rule';
}
