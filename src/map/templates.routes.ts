import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { JourneyDocument } from './document.ts';
import { Key } from './key.ts';
import { beginFromTemplate, listTemplates } from './map.ts';
import { JourneyAnswer } from './shapes.ts';

const language = z.enum(['en', 'de']);

const TemplateList = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      language,
      name: z.string(),
      description: z.string(),
      persona: z.string().nullable(),
      phases: z.array(z.string()),
      touchpoints: z.int(),
    }),
  ),
  next: z.null(),
});

const TemplateInput = z.object({
  template: Key,
  language: language.optional().meta({ description: 'The organisation’s, where left out.' }),
  name: JourneyDocument.shape.name.optional(),
  description: JourneyDocument.shape.description.optional(),
  persona: JourneyDocument.shape.persona.optional(),
  key: Key.optional().meta({
    description: 'Refused with 409 where it is taken; made from the name without.',
  }),
});

export function templateRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/journey-templates',
      'journey:read',
      {
        summary: 'Maps to start from.',
        query: z.object({ language: language.optional() }),
        answers: TemplateList,
      },
      async ({ query, actor }) => ({
        items: await listTemplates(platform, actor, query.language),
        next: null,
      }),
    ),
    route(
      'post',
      '/journeys/from-template',
      'journey:write',
      {
        summary: 'Make a journey from a template.',
        body: TemplateInput,
        answers: JourneyAnswer,
        status: 201,
      },
      ({ body, actor }) => beginFromTemplate(platform, actor, body),
    ),
  ];
}
