import { z } from 'zod';
import { listSkills, personCards, SkillsInput, setSkills } from '../../own/own.ts';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { Person } from '../case.ts';
import { routingChoices } from './choices.ts';
import { Condition, Goes, RoutingChange, RoutingInput } from './routing.ts';
import { addRouting, changeRouting, listRouting, orderRouting } from './rules.ts';
import type { TrialRow } from './trial.sql.ts';
import { beginTrial, TrialInput, trialById } from './trial.ts';

const text = z.string().nullable();
const Rule = z
  .object({
    id: z.guid(),
    name: z.string(),
    departmentId: z.guid().nullable(),
    departmentName: text,
    position: z.int(),
    matches: z.enum(['all', 'any']),
    conditions: z.array(Condition),
    goes: Goes,
    activeFrom: z.date(),
    endedAt: z.date().nullable(),
    madeAt: z.date(),
    version: z.int(),
    state: z.enum(['on', 'planned', 'ended']),
    target: z.object({ name: text, departmentName: text }),
    trouble: z
      .enum(['gone', 'away', 'empty', 'unskilled', 'unreached'])
      .nullable()
      .describe('What keeps it from doing what it says; cases then go as the ledger says.'),
    cases: z.int().describe('Cases it sent somewhere in the last 30 days.'),
  })
  .meta({ id: 'RoutingRule' });
const Rules = z.object({ items: z.array(Rule), next: z.null() });
const Skilled = z.object({ personId: z.guid(), skills: z.array(z.string()) });
const Choice = z.object({ key: z.string(), name: z.string() });
const Choices = z.object({
  touchpoints: z.array(Choice),
  phases: z.array(Choice),
  journeys: z.array(Choice),
  metrics: z.array(Choice),
  kinds: z.array(Choice),
  sources: z.array(Choice),
  dimensions: z.array(Choice.extend({ values: z.array(z.string()) })),
  skills: z.array(z.string()),
  departments: z.array(z.object({ id: z.guid(), name: z.string() })),
  value: z
    .object({ attribute: z.string(), per: z.enum(['year', 'month']) })
    .nullable()
    .describe('The attribute that says what a customer is worth; null: none is named.'),
});
const Trial = z
  .object({
    id: z.guid(),
    state: z.enum(['running', 'done', 'failed']),
    done: z.int(),
    total: z.int().nullable(),
    failure: text,
    result: z
      .object({
        cases: z.int(),
        more: z.boolean().describe('There were more; the newest were tried.'),
        since: z.string(),
        routed: z.int().describe('A rule was met and heeded.'),
        fell: z
          .int()
          .describe('A rule was met that leaves it to the ledger, or whom it names could not take it.'),
        unmet: z.int(),
        changed: z.int().describe('Would go to somebody else than they did.'),
        rules: z.array(z.object({ name: z.string(), met: z.int(), fell: z.int(), changed: z.int() })),
        people: z.array(z.object({ person: Person, cases: z.int(), changed: z.int() })),
        teams: z.array(z.object({ from: text, to: text, cases: z.int() })),
        examples: z.array(
          z.object({
            caseId: z.guid(),
            number: z.int(),
            reason: z.string(),
            from: Person,
            to: Person,
            why: z.string(),
            rule: z
              .int()
              .nullable()
              .describe('Place of the rule in the list that was tried; null: none was met.'),
          }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'RoutingTrial' });

export function routingRoutes(platform: Platform) {
  const listed = async () => ({ items: await listRouting(platform), next: null });
  return [
    route(
      'get',
      '/routing/rules',
      'case:read',
      { summary: 'Whom a case goes to by rule, in the order in which the rules are asked.', answers: Rules },
      listed,
    ),
    route(
      'post',
      '/routing/rules',
      'routing:write',
      { summary: 'Add a rule, at the end of the list.', body: RoutingInput, answers: Rule, status: 201 },
      ({ body, actor }) => addRouting(platform, actor, body),
    ),
    route(
      'patch',
      '/routing/rules/:ruleId',
      'routing:write',
      {
        summary: 'Change, end or revive a rule; holds for cases opened from now on.',
        params: z.object({ ruleId: z.uuid() }),
        body: RoutingChange,
        answers: Rule,
      },
      ({ params, body, actor }) => changeRouting(platform, actor, params.ruleId, body),
    ),
    route(
      'put',
      '/routing/order',
      'routing:write',
      {
        summary: 'The order in which the rules are asked: every one that has not ended, once.',
        body: z.object({ ids: z.array(z.uuid()).max(1000) }),
        answers: Rules,
      },
      async ({ body, actor }) => ({ items: await orderRouting(platform, actor, body.ids), next: null }),
    ),
    route(
      'get',
      '/routing/choices',
      'case:read',
      { summary: 'What a rule may ask about, by name.', answers: Choices },
      () => routingChoices(platform),
    ),
    route(
      'get',
      '/routing/skills',
      'people:read',
      {
        summary: 'What people know how to do.',
        answers: z.object({ items: z.array(Skilled), next: z.null() }),
      },
      async () => ({ items: await listSkills(platform), next: null }),
    ),
    route(
      'put',
      '/routing/skills/:personId',
      'routing:write',
      {
        summary: 'Say what somebody knows how to do.',
        params: z.object({ personId: z.uuid() }),
        body: SkillsInput,
        answers: Skilled,
      },
      ({ params, body, actor }) => setSkills(platform, actor, params.personId, body),
    ),
    route(
      'post',
      '/routing/trials',
      'routing:write',
      {
        summary: 'Try a list of rules on the cases of the last 90 days; changes nothing.',
        body: TrialInput,
        answers: Trial,
        status: 202,
      },
      async ({ body, actor }) =>
        shown(platform, await trialById(platform, await beginTrial(platform, actor, body))),
    ),
    route(
      'get',
      '/routing/trials/:trialId',
      'routing:write',
      {
        summary: 'How far a dry run is, and what came of it.',
        params: z.object({ trialId: z.uuid() }),
        answers: Trial,
      },
      async ({ params }) => shown(platform, await trialById(platform, params.trialId)),
    ),
  ];
}

/** With faces instead of ids. */
async function shown(platform: Platform, row: TrialRow): Promise<z.input<typeof Trial>> {
  const { id, total, done, failure, result } = row;
  const state = failure !== null ? 'failed' : result ? 'done' : 'running';
  if (!result) return { id, state, done, total, failure, result: null };
  const cards = await personCards(platform.db, [
    ...result.people.map((one) => one.personId),
    ...result.examples.flatMap(({ from, to }) => [from, to]),
  ]);
  return {
    id,
    state,
    done,
    total,
    failure,
    result: {
      ...result,
      people: result.people.map(({ personId, ...counts }) => ({ person: cards.get(personId)!, ...counts })),
      examples: result.examples.map((one) => ({
        ...one,
        from: cards.get(one.from)!,
        to: cards.get(one.to)!,
      })),
    },
  };
}
