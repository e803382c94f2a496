import { useRouter } from '@tanstack/react-router';
import type { ComponentPropsWithRef, MouseEvent } from 'react';

type Props = Omit<ComponentPropsWithRef<'a'>, 'href'> & { to: string };

/**
 * A link to an address inside the application, as the server gives them too (`href` of a search result).
 * A real link: it opens in a new tab, can be copied, and loads the page's code when pointed at.
 */
export function Go({ to, onClick, onMouseEnter, ...rest }: Props) {
  const router = useRouter();
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain || rest.target === '_blank') return;
    event.preventDefault();
    router.history.push(to);
  };
  const point = (event: MouseEvent<HTMLAnchorElement>) => {
    onMouseEnter?.(event);
    router.preloadRoute({ to: to.split(/[?#]/)[0] as '/' }).catch(() => {});
  };
  return <a href={to} onClick={click} onMouseEnter={point} {...rest} />;
}
