import { useMediaQuery } from '@mantine/hooks';

/** Below this width a panel fills the screen. The same width at which the sidebar becomes the bottom bar. */
const phone = '(max-width: 760px)';

/** Whether the window is as narrow as a phone, now: it follows a turned phone and a narrowed window. */
export function useNarrow(): boolean {
  return useMediaQuery(phone, undefined, { getInitialValueInEffect: false }) ?? false;
}
