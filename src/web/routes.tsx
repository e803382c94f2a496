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
    page('/complaints', () => import('./pages/complaints/Complaints.tsx'), 'Complaints'),
    page('/flow', () => import('./pages/flow/Flow.tsx'), 'Flow'),
    page('/huddles', () => import('./pages/huddles/Huddles.tsx'), 'Huddles'),
    page('/improvements', () => import('./pages/improvements/Improvements.tsx'), 'Improvements'),
    page(
      '/improvements/$improvementId',
      () => import('./pages/improvements/ImprovementPage.tsx'),
      'ImprovementPage',
    ),
    page('/recovery', () => import('./pages/recovery/Recovery.tsx'), 'Recovery'),
    page('/recognition', () => import('./pages/recognition/Recognition.tsx'), 'Recognition'),
    page('/customers', () => import('./pages/customers/Customers.tsx'), 'Customers'),
    page('/customers/$customerId', () => import('./pages/customers/Customer.tsx'), 'Customer'),
    page('/library', () => import('./pages/library/Library.tsx'), 'Library'),
    page('/journeys', () => import('./pages/journeys/Journeys.tsx'), 'Journeys'),
    page('/journeys/$key', () => import('./pages/journeys/Journey.tsx'), 'Journey'),
    page('/journeys/$key/blueprint', () => import('./pages/journeys/Blueprint.tsx'), 'Blueprint'),
    page('/journeys/$key/story', () => import('./pages/journeys/Story.tsx'), 'Story'),
    page('/journeys/$key/discovered', () => import('./pages/journeys/Discovered.tsx'), 'Discovered'),
    page('/journeys/$key/versions', () => import('./pages/journeys/Versions.tsx'), 'Versions'),
    page('/personas', () => import('./pages/personas/Personas.tsx'), 'Personas'),
    page('/promises', () => import('./pages/promises/Promises.tsx'), 'Promises'),
    page('/mentions', () => import('./pages/journeys/Mentions.tsx'), 'Mentions'),
    page('/interviews', () => import('./pages/interviews/Interviews.tsx'), 'Interviews'),
    page('/ownership', () => import('./pages/ownership/Ownership.tsx'), 'Ownership'),
    page('/ownership/changes', () => import('./pages/ownership/changes/Changes.tsx'), 'Changes'),
    page('/ownership/cover', () => import('./pages/ownership/cover/Cover.tsx'), 'Cover'),
    page('/ownership/sheet', () => import('./pages/ownership/sheet/Sheet.tsx'), 'Sheet'),
    page('/ownership/seams', () => import('./pages/seams/Seams.tsx'), 'Seams'),
    page('/ownership/rounds', () => import('./pages/rounds/Rounds.tsx'), 'Rounds'),
    page('/ownership/rounds/$roundId', () => import('./pages/rounds/Round.tsx'), 'Round'),
    page('/rounds/$roundId/answer', () => import('./pages/rounds/Answer.tsx'), 'Answer'),
    page('/ownership/faults', () => import('./pages/faults/Faults.tsx'), 'Faults'),
    page('/ownership/mandates', () => import('./pages/mandates/Mandates.tsx'), 'Mandates'),
    page('/ownership/departments', () => import('./pages/departments/Departments.tsx'), 'Departments'),
    page('/ownership/departments/$key', () => import('./pages/departments/Department.tsx'), 'Department'),
    page('/ownership/grey-areas', () => import('./pages/ownership/grey/GreyAreasPage.tsx'), 'GreyAreasPage'),
    page('/ownership/disputes', () => import('./pages/ownership/disputes/DisputesPage.tsx'), 'DisputesPage'),
    page('/surveys', () => import('./pages/surveys/Surveys.tsx'), 'Surveys'),
    page('/surveys/$key', () => import('./pages/surveys/Survey.tsx'), 'Survey'),
    page('/measures', () => import('./pages/measures/Measures.tsx'), 'Measures'),
    page('/impact', () => import('./pages/impact/Impact.tsx'), 'Impact'),
    page('/sources', () => import('./pages/sources/Sources.tsx'), 'Sources'),
    page('/sources/database', () => import('./pages/pull/Databases.tsx'), 'Databases'),
    page('/sources/mailboxes', () => import('./pages/mailboxes/Mailboxes.tsx'), 'Mailboxes'),
    page('/sources/$key/connect', () => import('./pages/connect/Connect.tsx'), 'Connect'),
    page('/sources/catalogue', () => import('./pages/catalogue/Catalogue.tsx'), 'Catalogue'),
    page('/sources/openness', () => import('./pages/openness/OpennessPage.tsx'), 'OpennessPage'),
    page('/sources/$key', () => import('./pages/sources/source/SourcePage.tsx'), 'SourcePage'),
    page('/sources/import', () => import('./pages/sources/Import.tsx'), 'Import'),
    page('/settings', () => import('./pages/settings/Settings.tsx'), 'Settings'),
    page('/incidents', () => import('./pages/incidents/Incidents.tsx'), 'Incidents'),
    page('/incidents/$incidentId', () => import('./pages/incidents/Incident.tsx'), 'Incident'),
    page('/routing', () => import('./pages/routing/Routing.tsx'), 'Routing'),
    page('/endpoints', () => import('./pages/endpoints/Endpoints.tsx'), 'Endpoints'),
    page('/endpoints/events', () => import('./pages/endpoints/EventTypes.tsx'), 'EventTypes'),
    page('/endpoints/$endpointId', () => import('./pages/endpoints/Endpoint.tsx'), 'Endpoint'),
    page('/notices', () => import('./pages/notices/Notices.tsx'), 'Notices'),
    page('/outbox', () => import('./pages/outbox/Outbox.tsx'), 'Outbox'),
    createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage }),
  ]),
]);
