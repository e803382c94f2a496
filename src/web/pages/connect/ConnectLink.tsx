import { Go } from '../../parts/Go.tsx';
import { useConnectWords } from './messages.ts';

/** From a source to how it delivers by itself. */
export function ConnectLink({ source }: { source: { key: string; name: string } }) {
  const words = useConnectWords();
  return (
    <Go className="tiny" to={`/sources/${source.key}/connect`} aria-label={words.linkOf(source.name)}>
      {words.link}
    </Go>
  );
}
