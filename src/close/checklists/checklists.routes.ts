import { z } from 'zod';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { CaseSteps, Checklist, ChecklistInput, Checklists } from './checklist.ts';
import { archiveChecklist, caseSteps, listChecklists, saveChecklist, setStep } from './checklists.ts';

const one = z.object({ checklistId: z.uuid() });
const ofCase = z.object({ caseId: z.uuid() });
const step = ofCase.extend({ stepId: z.uuid() });

export function checklistRoutes(platform: Platform) {
  return [
    route(
      'get',
      '/checklists',
      'case:read',
      { summary: 'What has to be done in each kind of case.', answers: Checklists },
      async () => ({ items: await listChecklists(platform), next: null }),
    ),
    route(
      'post',
      '/checklists',
      'checklist:write',
      { summary: 'Make a checklist.', body: ChecklistInput, answers: Checklist, status: 201 },
      ({ body, actor }) => saveChecklist(platform, actor, body),
    ),
    route(
      'put',
      '/checklists/:checklistId',
      'checklist:write',
      {
        summary: 'Change a checklist; steps left out are retired.',
        params: one,
        body: ChecklistInput,
        answers: Checklist,
      },
      ({ params, body, actor }) => saveChecklist(platform, actor, body, params.checklistId),
    ),
    route(
      'delete',
      '/checklists/:checklistId',
      'checklist:write',
      { summary: 'Archive it; what was ticked stays on record.', params: one },
      ({ params, actor }) => archiveChecklist(platform, actor, params.checklistId),
    ),
    route(
      'post',
      '/checklists/:checklistId/restoration',
      'checklist:write',
      { summary: 'Undo having archived it.', params: one },
      ({ params, actor }) => archiveChecklist(platform, actor, params.checklistId, true),
    ),
    route(
      'get',
      '/cases/:caseId/steps',
      'case:read',
      {
        summary: 'The checklist of a case: what is done, by whom, when.',
        params: ofCase,
        answers: CaseSteps,
      },
      ({ params, actor }) => caseSteps(platform, actor, params.caseId),
    ),
    route(
      'put',
      '/cases/:caseId/steps/:stepId',
      'case:work',
      {
        summary: 'Tick a step, or take the tick back.',
        params: step,
        body: z.object({ done: z.boolean() }),
        answers: CaseSteps,
      },
      async ({ params, body, actor }) => {
        await setStep(platform, actor, params, body.done);
        return caseSteps(platform, actor, params.caseId);
      },
    ),
  ];
}
