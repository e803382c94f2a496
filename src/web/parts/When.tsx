import { useFormat } from '../i18n/format.ts';
import { Hint } from './Hint.tsx';
import { useNow } from './useNow.ts';

/** "5 minutes ago", with the exact moment on pointing. Older than a week, the date itself. */
export function When({ at }: { at: string | Date | null | undefined }) {
  const format = useFormat();
  const now = useNow();
  if (!at) return null;
  const old = now.getTime() - new Date(at).getTime() > 7 * 86_400_000;
  return (
    <Hint text={format.moment(at)}>
      <time dateTime={new Date(at).toISOString()}>{old ? format.date(at) : format.ago(at, now)}</time>
    </Hint>
  );
}
