import { addRule } from '../close/close.ts';
import { RuleInput } from '../close/rule.ts';
import { systemActor } from '../platform/access.ts';
import type { Past } from './past.ts';

/** What opens a case at Halden. */
const rules = [
  {
    key: 'very_unhappy',
    name: 'Very unhappy',
    appliesTo: 'response',
    metricKey: 'nps',
    atMost: 2,
    urgent: true,
  },
  { key: 'unhappy', name: 'Unhappy', appliesTo: 'response', metricKey: 'nps', atMost: 4 },
  {
    key: 'call_me',
    name: 'Asked to be contacted',
    appliesTo: 'response',
    contactRequested: true,
    urgent: true,
  },
  {
    key: 'broken_promise',
    name: 'We broke a promise',
    appliesTo: 'interaction',
    failed: true,
    interactionKinds: ['visit.done', 'invoice.first', 'line.tested', 'move.closed', 'complaint.received'],
  },
];

export async function makeRules(past: Past): Promise<void> {
  for (const rule of rules) await addRule(past, systemActor, RuleInput.parse(rule));
}
