import { useSearch } from '@tanstack/react-router';
import { forgetAnswers } from '../api/queries.ts';
import { useGo } from '../parts/useGo.ts';

/** Only addresses of our own: a link to the sign-in page must not lead anywhere else afterwards. */
export function safeReturn(to: string | undefined): string {
  return to?.startsWith('/') && !/^\/[/\\]/.test(to) ? to : '/';
}

/** The session exists now: forget what was read before it and go where the person wanted to. */
export function useEnter() {
  const go = useGo();
  const { to } = useSearch({ strict: false }) as { to?: string };
  return (instead?: string) => {
    forgetAnswers();
    go(instead ?? safeReturn(to), { replace: true });
  };
}
