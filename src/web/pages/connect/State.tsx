import { Chip } from '../../parts/Chip.tsx';
import { type Connection, useProviders } from './connect.ts';
import { useConnectWords } from './messages.ts';

export function NameOf({ one }: { one: Connection }) {
  const words = useConnectWords();
  const provider = useProviders().data?.items.find(({ kind }) => kind === one.provider);
  return provider?.name ?? words.conventions[one.convention];
}

/** A live region: whoever waits for the first event hears that it came. */
export function State({ one }: { one: Connection }) {
  const words = useConnectWords();
  const state = one.endedAt ? 'ended' : one.lastReceivedAt ? 'received' : 'waiting';
  const tones = { ended: 'few', received: 'good', waiting: 'pass' } as const;
  return (
    <output>
      <Chip tone={tones[state]}>{words.state[state]}</Chip>
    </output>
  );
}
