import { type RoomRoutes, roomRoutes, route } from './http/route.ts';
import type { Platform } from './platform.ts';
import { Organisation, readOrganisation, saveOrganisation } from './settings.ts';

export function routes(platform: Platform): RoomRoutes {
  return roomRoutes('Settings', [
    route(
      'get',
      '/settings/organisation',
      'signed-in',
      { summary: 'The organisation: name, language, time zone, currency', answers: Organisation },
      () => readOrganisation(platform.db),
    ),
    route(
      'put',
      '/settings/organisation',
      'settings:write',
      { summary: 'Change the organisation', body: Organisation, answers: Organisation },
      ({ body, actor }) => saveOrganisation(platform, actor, body),
    ),
  ]);
}
