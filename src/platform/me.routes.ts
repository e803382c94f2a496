import { z } from 'zod';
import type { Actor } from './access.ts';
import { initialsOf } from './face.ts';
import { type RoomRoutes, roomRoutes, route } from './http/route.ts';
import type { Platform } from './platform.ts';
import { Organisation, readOrganisation } from './settings.ts';
import { profileOf } from './signIn/person.sql.ts';

export interface Found {
  kind: string;
  id: string;
  title: string;
  subtitle?: string;
  href: string;
}

/** What the rooms give to what every page shows: the numbers in the side bar and the finder. */
export interface Facets {
  counts: {
    home(actor: Actor): Promise<number>;
    inbox(actor: Actor): Promise<number>;
    ownership(actor: Actor): Promise<number>;
  };
  /** Each looks only at what the actor may see. */
  search: ((actor: Actor, q: string, limit: number) => Promise<Found[]>)[];
}

const Me = z
  .object({
    person: z.object({
      id: z.string().nullable(),
      name: z.string(),
      email: z.string().nullable(),
      title: z.string().nullable(),
      initials: z.string(),
      colour: z.string(),
      departmentName: z.string().nullable(),
      hasPassword: z.boolean(),
    }),
    roles: z.array(z.string()),
    permissions: z.array(z.string()),
    organisation: Organisation,
    demo: z.boolean(),
  })
  .meta({ id: 'Me' });
const Counts = z.object({ home: z.int(), inbox: z.int(), ownership: z.int() }).meta({ id: 'Counts' });
const Results = z
  .object({
    results: z.array(
      z.object({
        kind: z.string(),
        id: z.string(),
        title: z.string(),
        subtitle: z.string().optional(),
        href: z.string(),
      }),
    ),
  })
  .meta({ id: 'SearchResults' });

export function routes(platform: Platform, facets: Facets): RoomRoutes {
  return roomRoutes('Me', [
    route(
      'get',
      '/me',
      'signed-in',
      { summary: 'Who I am and what I may do', answers: Me },
      async ({ actor }) => {
        const profile = actor.personId ? await profileOf(platform.db, actor.personId) : undefined;
        const name = profile?.name ?? actor.name;
        return {
          person: {
            id: actor.personId,
            name,
            email: profile?.email ?? null,
            title: profile?.title ?? null,
            initials: initialsOf(name),
            colour: profile?.colour ?? '#6a6d2c',
            departmentName: profile?.departmentName ?? null,
            hasPassword: profile?.hasPassword ?? false,
          },
          roles: actor.roles,
          permissions: [...actor.permissions].sort(),
          organisation: await readOrganisation(platform.db),
          demo: platform.config.demo,
        };
      },
    ),
    route(
      'get',
      '/me/counts',
      'signed-in',
      { summary: 'How much waits for me, by page', answers: Counts },
      async ({ actor }) => ({
        home: await facets.counts.home(actor),
        inbox: await facets.counts.inbox(actor),
        ownership: await facets.counts.ownership(actor),
      }),
    ),
    route(
      'get',
      '/search',
      'signed-in',
      {
        summary: 'Customers, cases, touchpoints and people by words',
        query: z.object({
          q: z.string().trim().max(200).default(''),
          limit: z.coerce.number().int().min(1).max(20).default(5),
        }),
        answers: Results,
      },
      async ({ query, actor }) => {
        if (query.q.length < 2) return { results: [] };
        const found = [];
        for (const search of facets.search) found.push(...(await search(actor, query.q, query.limit)));
        return { results: found };
      },
    ),
  ]);
}
