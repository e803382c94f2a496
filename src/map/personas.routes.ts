import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { archivePersona, describePersona, linkPersona, listPersonas, personaByKey } from './map.ts';
import { Persona, PersonaInput, PersonaJourneys, PersonaList } from './persona.ts';
import { JourneyKey } from './shapes.ts';

export function personaRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/personas',
      'journey:read',
      { summary: 'Who the journeys are drawn for.', answers: PersonaList },
      async ({ actor }) => ({ items: await listPersonas(platform, actor), next: null }),
    ),
    route(
      'post',
      '/personas',
      'journey:write',
      { summary: 'Describe a new persona.', body: PersonaInput, answers: Persona, status: 201 },
      ({ body, actor }) => describePersona(platform, actor, body),
    ),
    route(
      'get',
      '/personas/:key',
      'journey:read',
      { summary: 'One persona.', params: JourneyKey, answers: Persona },
      ({ params, actor }) => personaByKey(platform, actor, params.key),
    ),
    route(
      'put',
      '/personas/:key',
      'journey:write',
      {
        summary: 'Describe a persona anew; earlier portraits are kept.',
        params: JourneyKey,
        body: PersonaInput,
        answers: Persona,
      },
      ({ params, body, actor }) => describePersona(platform, actor, body, params.key),
    ),
    route(
      'put',
      '/personas/:key/journeys',
      'journey:write',
      {
        summary: 'In which journeys a persona walks.',
        params: JourneyKey,
        body: PersonaJourneys,
        answers: Persona,
      },
      ({ params, body, actor }) => linkPersona(platform, actor, params.key, body.journeys),
    ),
    route(
      'delete',
      '/personas/:key',
      'journey:write',
      { summary: 'Archive a persona.', params: JourneyKey },
      ({ params, actor }) => archivePersona(platform, actor, params.key),
    ),
  ];
}
