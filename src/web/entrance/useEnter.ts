import { useSearch } from '@tanstack/react-router';
import { forgetAnswers } from '../api/queries.ts';
import { useGo } from '../parts/useGo.ts';
import { safeReturn } from './safeReturn.ts';

/** The session exists now: forget what was read before it and go where the person wanted to. */
export function useEnter() {
  const go = useGo();
  const { to } = useSearch({ strict: false }) as { to?: string };
  return (instead?: string) => {
    forgetAnswers();
    go(instead ?? safeReturn(to), { replace: true });
  };
}
