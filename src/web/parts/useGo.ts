import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Goes to an address inside the application, such as `/customers/42?period=90d`. */
export function useGo() {
  const router = useRouter();
  return useCallback(
    (href: string, options: { replace?: boolean } = {}) => {
      if (options.replace) router.history.replace(href);
      else router.history.push(href);
    },
    [router],
  );
}
