import { useRouter } from '@tanstack/react-router';
import { api } from '../api/api.ts';
import { queries } from '../api/queries.ts';
import { refused } from '../parts/notify.ts';

/** Ends the session, forgets everything that was read, and shows the sign-in page. */
export function useSignOut() {
  const router = useRouter();
  return async () => {
    try {
      await api.del('/session');
      queries.clear();
      await router.navigate({ to: '/sign-in' });
    } catch (problem) {
      refused(problem);
    }
  };
}
