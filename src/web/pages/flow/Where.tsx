import { PartsBar } from '../../charts/PartsBar.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import type { Flow } from './flow.ts';
import { useFlowWords } from './messages.ts';
import { useTime } from './useTime.ts';

const looks = {
  outside: 'empty',
  unseen: 'hatch',
  offered: 'dots',
  paused: 'pale',
  worked: 'solid',
} as const;

/** Waiting against working. */
export function Where({ parts, open }: { parts: Flow['parts']; open: (figure: string) => void }) {
  const words = useFlowWords();
  const format = useFormat();
  const time = useTime();
  if (!parts) return null;
  const shown = parts.map((one) => ({
    ...one,
    name: words.parts[one.part],
    value: words.partValue(format.percent(one.share), time(one.minutes)),
  }));
  return (
    <Card title={words.where} aside={words.whereAside}>
      <PartsBar
        label={shown.map(({ name, value }) => `${name}: ${value}`).join('; ')}
        open={open}
        parts={shown.map(({ part, name, share, value }) => ({
          key: part,
          name,
          share,
          value,
          look: looks[part],
        }))}
      />
    </Card>
  );
}
