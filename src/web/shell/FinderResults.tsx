import { Spotlight } from '@mantine/spotlight';
import { IconInbox, IconMapPin, IconRoute, IconUser } from '@tabler/icons-react';
import { Face } from '../parts/Face.tsx';
import { type FinderKind, useFinderWords } from './finder.messages.ts';
import type { Found } from './useFound.ts';

const icons = { customer: IconUser, case: IconInbox, touchpoint: IconMapPin, journey: IconRoute };
const order: FinderKind[] = ['customer', 'case', 'touchpoint', 'journey', 'person'];

export function FinderResults({ found, pick }: { found: Found[]; pick: (href: string) => void }) {
  const words = useFinderWords();
  return order.map((kind) => {
    const group = found.filter((one) => one.kind === kind);
    if (group.length === 0) return null;
    return (
      <Spotlight.ActionsGroup key={kind} label={words.kinds[kind]}>
        {group.map((one) => (
          <Spotlight.Action
            key={one.id}
            label={one.title}
            description={one.subtitle}
            leftSection={<Mark found={one} />}
            onClick={() => pick(one.href)}
          />
        ))}
      </Spotlight.ActionsGroup>
    );
  });
}

function Mark({ found }: { found: Found }) {
  if (found.kind === 'person') return <Face person={{ name: found.title }} size="s" decorative />;
  const Icon = icons[found.kind];
  return <Icon size={18} stroke={1.6} aria-hidden />;
}
