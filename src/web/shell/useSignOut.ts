import { useRouter } from '@tanstack/react-router';
import { api } from '../api/api.ts';
import { forgetAnswers } from '../api/queries.ts';
import { refused } from '../parts/notify.ts';

/** Ends the session, forgets everything that was read, and shows the sign-in page. */
export function useSignOut() {
  const router = useRouter();
  return async () => {
    try {
      await api.del('/session');
      await router.navigate({ to: '/sign-in' });
      forgetAnswers();
    } catch (problem) {
      refused(problem);
    }
  };
}
