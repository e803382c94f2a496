import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { meQuery } from './api/me.ts';
import { ApiProblem } from './api/problem.ts';
import { queries } from './api/queries.ts';
import { setupQuery } from './api/setup.ts';
import { suggestLanguage } from './i18n/language.ts';
import { NotFoundPage } from './shell/NotFoundPage.tsx';
import { Shell } from './shell/Shell.tsx';

/** Every search parameter is text; pages read theirs with `useUrl` (parts/useUrl.ts). */
type Search = Record<string, string | undefined>;
const anySearch = (search: Record<string, unknown>) => search as Search;

const root = createRootRoute({ component: Outlet, validateSearch: anySearch });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  beforeLoad: async () => {
    const setup = await queries.ensureQueryData(setupQuery);
    if (setup.firstRun) throw redirect({ to: '/welcome' });
  },
  component: lazyRouteComponent(() => import('./entrance/SignIn.tsx'), 'SignIn'),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./entrance/Welcome.tsx'), 'Welcome'),
});

/** Everything behind the sign-in. Nothing below is drawn before we know who is looking. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      suggestLanguage((await queries.ensureQueryData(meQuery)).organisation.language);
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.status !== 401) throw problem;
      const to = location.href === '/' ? undefined : location.href;
      throw redirect({ to: '/sign-in', search: { to } });
    }
  },
});

function page<const P extends string, M extends Record<string, unknown>>(
  path: P,
  load: () => Promise<M>,
  name: keyof M & string,
) {
  return createRoute({ getParentRoute: () => shell, path, component: lazyRouteComponent(load, name) });
}

const inbox = page('/inbox', () => import('./pages/inbox/Inbox.tsx'), 'Inbox');

/** One line a page, in the loop's order. The case opens inside the inbox, beside its list. */
export const routeTree = root.addChildren([
  signIn,
  welcome,
  shell.addChildren([
    page('/', () => import('./pages/home/Home.tsx'), 'Home'),
    inbox.addChildren([
      createRoute({
        getParentRoute: () => inbox,
        path: '$caseId',
        component: lazyRouteComponent(() => import('./pages/inbox/Case.tsx'), 'Case'),
      }),
    ]),
    page('/customers', () => import('./pages/customers/Customers.tsx'), 'Customers'),
    page('/customers/$customerId', () => import('./pages/customers/Customer.tsx'), 'Customer'),
    page('/journeys', () => import('./pages/journeys/Journeys.tsx'), 'Journeys'),
    page('/journeys/$key', () => import('./pages/journeys/Journey.tsx'), 'Journey'),
    page('/ownership', () => import('./pages/ownership/Ownership.tsx'), 'Ownership'),
    page('/measures', () => import('./pages/measures/Measures.tsx'), 'Measures'),
    page('/sources', () => import('./pages/sources/Sources.tsx'), 'Sources'),
    page('/sources/import', () => import('./pages/sources/Import.tsx'), 'Import'),
    page('/settings', () => import('./pages/settings/Settings.tsx'), 'Settings'),
    page('/outbox', () => import('./pages/outbox/Outbox.tsx'), 'Outbox'),
    createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage }),
  ]),
]);
