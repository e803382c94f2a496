import { createRouter } from '@tanstack/react-router';
import { whenSignedOut } from './api/api.ts';
import { meQuery } from './api/me.ts';
import { queries } from './api/queries.ts';
import { routeTree } from './routes.tsx';
import { LoadingPage } from './shell/LoadingPage.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';
import { ProblemPage } from './shell/ProblemPage.tsx';

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: LoadingPage,
  // A page that is there within 150 ms never shows the placeholder; a slower one shows it for 300 ms at least.
  defaultPendingMs: 150,
  defaultPendingMinMs: 300,
  defaultErrorComponent: ProblemPage,
  defaultNotFoundComponent: NotFoundPage,
  // Plain `?a=1&b=2`: everything is text, so that links are readable and can be typed by hand.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
    return text ? `?${text}` : '';
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

let leaving = false;

whenSignedOut(() => {
  const { pathname, href } = router.latestLocation;
  const entrance = pathname === '/sign-in' || pathname === '/welcome';
  // Nobody was signed in yet: the shell's own guard leads to the sign-in page, and nothing has expired.
  if (leaving || entrance || !queries.getQueryData(meQuery.queryKey)) return;
  leaving = true;
  void router
    .navigate({ to: '/sign-in', search: { to: href, why: 'expired' }, replace: true })
    .finally(() => {
      // Only now: the page that is left may still be drawn until the other one stands.
      queries.removeQueries({ queryKey: meQuery.queryKey });
      leaving = false;
    });
});
