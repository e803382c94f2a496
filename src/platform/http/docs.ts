import type { Hono } from 'hono';
import type { Env } from './env.ts';
import type { RoomRoutes } from './route.ts';

/** The interface described: for programs as OpenAPI, for people as one page without a script or a foreign file. */
export function docs(app: Hono<Env>, rooms: RoomRoutes[], baseUrl: string): void {
  // Made at the first request and loaded then: about 1 MB that most processes never need.
  let made: Record<string, unknown> | undefined;
  const document = async () => {
    const { openApi } = await import('./openapi.ts');
    made ??= openApi(rooms, baseUrl);
    return made;
  };
  app.get('/api/openapi.json', async (c) => c.json(await document()));
  app.get('/api/docs', async (c) => {
    const { docsPage } = await import('./docsPage.ts');
    return c.html(docsPage(await document(), rooms));
  });
}
