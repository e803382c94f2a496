import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { Person } from '../case.ts';
import { peopleOf } from '../list.ts';
import { closeMonth, endBudget, listBudgets, listMonths, setBudget } from './budgets.ts';
import { approvalsFor, caseRecovery } from './caseRecovery.ts';
import { decideRedress, withdrawRedress } from './decide.ts';
import { giveRedress } from './give.ts';
import { correctRedress, returnRedress } from './putRight.ts';
import {
  Budget,
  BudgetInput,
  CaseRecovery,
  CorrectionInput,
  DecisionInput,
  RecoveryReport,
  RedressInput,
  ReportQuery,
  ReturnInput,
  redressKinds,
} from './redress.ts';
import { exportRecovery, recoveryReport } from './report.ts';

const redress = z.object({ redressId: z.uuid() });
const ofCase = z.object({ caseId: z.uuid() });
const Budgets = z.object({ items: z.array(Budget), next: z.null() });
const Months = z.object({
  items: z.array(
    z.object({ month: z.string(), closedAt: z.date().nullable(), spent: z.int(), waits: z.int() }),
  ),
  next: z.null(),
});
const Approvals = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      caseId: z.uuid(),
      number: z.int(),
      customerName: z.string().nullable(),
      caseReason: z.string(),
      kind: z.enum(redressKinds),
      amount: z.int(),
      currency: z.string(),
      reason: z.string(),
      by: Person,
      answerBy: z.date(),
    }),
  ),
  next: z.null(),
});

/** Money to put things right: what is given, who approves, what may be given, and what it came to. */
export function recoveryRoutes(platform: Platform): Route[] {
  const list = <T>(items: T[]) => ({ items, next: null });
  return [
    route(
      'get',
      '/cases/:caseId/recovery',
      'case:read',
      {
        summary: 'What this customer was given, and what I may still give.',
        params: ofCase,
        answers: CaseRecovery,
      },
      ({ params, actor }) => caseRecovery(platform, actor, params.caseId),
    ),
    route(
      'post',
      '/cases/:caseId/redress',
      'case:work',
      {
        summary: 'Give the customer something back; over the limit, ask for approval.',
        params: ofCase,
        body: RedressInput,
        answers: CaseRecovery,
        status: 201,
      },
      async ({ params, body, actor }) => {
        await giveRedress(platform, actor, params.caseId, body);
        return caseRecovery(platform, actor, params.caseId);
      },
    ),
    route(
      'post',
      '/redress/:redressId/decision',
      'case:work',
      {
        summary: 'Approve or refuse what is over the limit; only who was asked may.',
        params: redress,
        body: DecisionInput,
        answers: CaseRecovery,
      },
      async ({ params, body, actor }) =>
        caseRecovery(platform, actor, await decideRedress(platform, actor, params.redressId, body)),
    ),
    route(
      'post',
      '/redress/:redressId/withdrawal',
      'case:work',
      { summary: 'Take the question back.', params: redress, answers: CaseRecovery },
      async ({ params, actor }) =>
        caseRecovery(platform, actor, await withdrawRedress(platform, actor, params.redressId)),
    ),
    route(
      'post',
      '/redress/:redressId/returns',
      'case:work',
      { summary: 'Some or all of it came back.', params: redress, body: ReturnInput, answers: CaseRecovery },
      async ({ params, body, actor }) =>
        caseRecovery(platform, actor, await returnRedress(platform, actor, params.redressId, body)),
    ),
    route(
      'post',
      '/redress/:redressId/correction',
      'case:work',
      {
        summary: 'Correct the amount by a counter-entry.',
        params: redress,
        body: CorrectionInput,
        answers: CaseRecovery,
      },
      async ({ params, body, actor }) =>
        caseRecovery(platform, actor, await correctRedress(platform, actor, params.redressId, body)),
    ),
    route(
      'get',
      '/recovery/approvals',
      'case:work',
      { summary: 'What waits for my decision.', answers: Approvals },
      async ({ actor }) => {
        const rows = await approvalsFor(platform, actor);
        const people = await peopleOf(
          platform.db,
          rows.map((row) => row.askedBy),
        );
        return list(
          rows.map(({ redressId, askedBy, approverId: _, touchpointId: __, ...row }) => ({
            id: redressId,
            by: people(askedBy),
            ...row,
          })),
        );
      },
    ),
    route(
      'get',
      '/recovery/budgets',
      'recovery:read',
      { summary: 'What may be given without asking, and what is left.', answers: Budgets },
      async () => list(await listBudgets(platform)),
    ),
    route(
      'put',
      '/recovery/budgets',
      'recovery:write',
      {
        summary: 'Set the limits of a department, a role, or everybody.',
        body: BudgetInput,
        answers: Budgets,
      },
      async ({ body, actor }) => list(await setBudget(platform, actor, body)),
    ),
    route(
      'delete',
      '/recovery/budgets/:budgetId',
      'recovery:write',
      { summary: 'End a budget.', params: z.object({ budgetId: z.uuid() }), answers: Budgets },
      async ({ params, actor }) => list(await endBudget(platform, actor, params.budgetId)),
    ),
    route(
      'get',
      '/recovery/months',
      'recovery:read',
      { summary: 'The months with bookings, and which are closed.', answers: Months },
      async () => list(await listMonths(platform)),
    ),
    route(
      'post',
      '/recovery/months/:month/closing',
      'recovery:write',
      {
        summary: 'Close a month: nothing is booked into it any more.',
        params: z.object({ month: z.iso.date() }),
        answers: Months,
      },
      async ({ params, actor }) => list(await closeMonth(platform, actor, params.month)),
    ),
    route(
      'get',
      '/recovery/report',
      'recovery:read',
      {
        summary: 'What was spent by month, department, touchpoint, cause or kind, and what it bought.',
        query: ReportQuery,
        answers: RecoveryReport,
        produces: ['text/csv'],
      },
      ({ query }) =>
        query.format === 'csv' ? exportRecovery(platform, query) : recoveryReport(platform, query),
    ),
  ];
}
