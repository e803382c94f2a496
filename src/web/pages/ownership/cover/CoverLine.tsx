import { Button } from '@mantine/core';
import { api } from '../../../api/api.ts';
import { useMay, useMe } from '../../../api/me.ts';
import { useChange } from '../../../api/useChange.ts';
import { useFormat } from '../../../i18n/format.ts';
import { CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { Face } from '../../../parts/Face.tsx';
import { touched } from '../ownership.ts';
import type { Delegation } from './cover.ts';
import { useCoverWords } from './messages.ts';

/** One delegation in words, with the way to end it early. */
export function CoverLine({ one }: { one: Delegation }) {
  const words = useCoverWords();
  const format = useFormat();
  const me = useMe();
  const may = useMay('ownership:write');
  const mine = one.person.id === me.person.id || one.to.id === me.person.id;
  const end = useChange({
    call: () => api.post(`/delegations/${one.id}/end`),
    touches: touched,
    said: words.ended(one.person.name),
  });
  return (
    <CardRow
      lead={
        <span className="row" style={{ gap: 4 }}>
          <Face person={one.person} decorative />
          <Face person={one.to} size="s" acting decorative />
        </span>
      }
      action={
        one.state !== 'past' && (mine || may) ? (
          <Button
            onClick={() => end.mutate()}
            loading={end.isPending}
            aria-label={words.endOf(one.to.name, one.person.name)}
          >
            {words.end}
          </Button>
        ) : null
      }
    >
      <b>{words.line(one.person.name, one.to.name)}</b>{' '}
      {one.absent ? <Chip tone="pass">{words.away}</Chip> : null}{' '}
      {one.void ? (
        <Chip tone="bad">
          {one.to.name} {words.void}
        </Chip>
      ) : null}
      <div className="tiny muted">
        {[
          one.object?.name ?? words.everything,
          words.days(format.date(one.from), format.date(one.until)),
          one.reason ?? '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </CardRow>
  );
}
