import { z } from 'zod';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { closeIncident } from './closing.ts';
import { IncidentClosure, IncidentMessage, IncidentTerms } from './incident.ts';
import { incidentById, incidentCases, incidentTerms, listIncidents, saveIncidentTerms } from './incidents.ts';
import { tellEverybody } from './message.ts';
import { Incident, IncidentCase, IncidentDetail } from './shapes.ts';

const params = z.object({ incidentId: z.uuid() });
const next = z.string().nullable();

export function incidentRoutes(platform: Platform) {
  return [
    route(
      'get',
      '/incidents',
      'case:read',
      {
        summary: 'Many cases at one touchpoint as one incident, the newest first.',
        query: z.object({
          open: z.stringbool().optional(),
          case: z.uuid().optional().describe('Only the one this case belongs to.'),
          after: z.coerce.number().int().optional(),
        }),
        answers: z.object({ items: z.array(Incident), next }),
      },
      ({ query }) => listIncidents(platform, query),
    ),
    route(
      'get',
      '/incidents/:incidentId',
      'case:read',
      {
        summary: 'One incident, who was told of it, and what customers were told.',
        params,
        answers: IncidentDetail,
      },
      ({ params }) => incidentById(platform, params.incidentId),
    ),
    route(
      'get',
      '/incidents/:incidentId/cases',
      'case:read',
      {
        summary: 'Its cases, in the order in which they opened.',
        params,
        query: z.object({ after: z.uuid().optional() }),
        answers: z.object({ items: z.array(IncidentCase), next }),
      },
      ({ params, query }) => incidentCases(platform, params.incidentId, query.after),
    ),
    route(
      'post',
      '/incidents/:incidentId/messages',
      'case:work',
      {
        summary: 'Tell all its customers who still wait, each by name; each case closes told.',
        params,
        body: IncidentMessage,
        answers: IncidentDetail,
        status: 202,
      },
      async ({ params, body, actor }) => {
        await tellEverybody(platform, actor, params.incidentId, body);
        return incidentById(platform, params.incidentId);
      },
    ),
    route(
      'post',
      '/incidents/:incidentId/closure',
      'case:work',
      {
        summary: 'Close the incident; its open cases stay with their owners.',
        params,
        body: IncidentClosure,
        answers: IncidentDetail,
      },
      async ({ params, body, actor }) => {
        await closeIncident(platform, actor, params.incidentId, body);
        return incidentById(platform, params.incidentId);
      },
    ),
    route(
      'get',
      '/incident-terms',
      'case:read',
      { summary: 'How many cases in how short a time are an incident.', answers: IncidentTerms },
      () => incidentTerms(platform),
    ),
    route(
      'put',
      '/incident-terms',
      'routing:write',
      { summary: 'Set it.', body: IncidentTerms, answers: IncidentTerms },
      ({ body, actor }) => saveIncidentTerms(platform, actor, body),
    ),
  ];
}
