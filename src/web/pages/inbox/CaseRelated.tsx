import { Button, CloseButton, NumberInput, Select, TextInput } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useState } from 'react';
import type { Other, Related } from '../../../close/relate/related.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Go } from '../../parts/Go.tsx';
import { When } from '../../parts/When.tsx';
import styles from './Case.module.css';
import { type Case, casesKey } from './cases.ts';
import { useReasons } from './reasons.ts';
import { useRelatedWords } from './related.messages.ts';
import { useCaseVerb } from './useCaseVerb.ts';

type Beside = Wire<Other>;

/** The customer's other cases, those somebody linked, and duplicates; each a click away. */
export function CaseRelated({ case: one }: { case: Case }) {
  const words = useRelatedWords();
  const may = useMay('case:work');
  const [linking, setLinking] = useState(false);
  const { data } = useApi<Wire<Related>>([...casesKey, one.id, 'related'], `/cases/${one.id}/related`, {
    keep: false,
  });
  const unmerge = useCaseVerb<object>(one.id, 'merge/undo', { said: words.unmerged });
  if (!data) return null;
  const { into } = data;
  return (
    <Card
      title={words.title}
      aside={
        may ? (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => setLinking(!linking)}
            aria-expanded={linking}
          >
            {words.link}
          </Button>
        ) : null
      }
    >
      {linking ? <LinkForm case={one} done={() => setLinking(false)} /> : null}
      {into ? (
        <div className={styles.intoOther} role="note">
          <p>{words.intoHere(into.number)}</p>
          <Button component={Go} to={`/inbox/${into.id}${window.location.search}`} size="compact-sm">
            {words.open(into.number)}
          </Button>
          {may ? (
            <Button
              size="compact-sm"
              variant="subtle"
              loading={unmerge.isPending}
              onClick={() => unmerge.mutate({})}
            >
              {words.unmerge}
            </Button>
          ) : null}
        </div>
      ) : null}
      <Group title={words.merged} items={data.merged} />
      <Group
        title={words.linked}
        items={data.linked}
        aside={(other) => words.kinds[other.kind]}
        action={(other) => (may ? <Unlink case={one} other={other} /> : null)}
      />
      <Group
        title={words.same}
        items={data.sameCustomer}
        action={(other) =>
          may && one.state === 'open' && other.state === 'open' ? <Merge case={one} other={other} /> : null
        }
      />
    </Card>
  );
}

function Group<One extends Beside>({
  title,
  items,
  aside,
  action,
}: {
  title: string;
  items: One[];
  aside?: (one: One) => string;
  action?: (one: One) => React.ReactNode;
}) {
  const words = useRelatedWords();
  const { caseReason } = useReasons();
  if (items.length === 0) return null;
  return (
    <div className={styles.related}>
      <h3 className="tiny dim">{title}</h3>
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            <div>
              <Go to={`/inbox/${one.id}${window.location.search}`}>
                #{one.number} {caseReason(one as never)}
              </Go>{' '}
              <Chip tone={one.state === 'open' ? 'accent' : 'few'}>{words.states[one.state]}</Chip>
              <div className="tiny muted">
                {[aside?.(one), one.owner.name].filter(Boolean).join(' · ')} · <When at={one.openedAt} />
              </div>
            </div>
            {action?.(one)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Merge({ case: one, other }: { case: Case; other: Beside }) {
  const words = useRelatedWords();
  const merge = useCaseVerb<{ into: string }>(one.id, 'merge', {
    said: words.mergedSaid(other.number),
    undo: ['merge/undo', {}],
  });
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      title={words.merge(other.number)}
      aria-label={words.merge(other.number)}
      leftSection={<IconGitMerge size={14} stroke={1.6} aria-hidden />}
      loading={merge.isPending}
      onClick={() => merge.mutate({ into: other.id })}
    >
      {words.mergeShort}
    </Button>
  );
}

function Unlink({
  case: one,
  other,
}: {
  case: Case;
  other: Beside & { linkId: string; kind: string; note: string | null };
}) {
  const words = useRelatedWords();
  const unlink = useCaseVerb<{ id: string }>(one.id, 'links/removal', {
    said: words.unlinked,
    undo: ['links', { to: other.id, kind: other.kind, note: other.note }],
  });
  return (
    <CloseButton
      size="sm"
      aria-label={words.unlink(other.number)}
      onClick={() => unlink.mutate({ id: other.linkId })}
    />
  );
}

function LinkForm({ case: one, done }: { case: Case; done: () => void }) {
  const words = useRelatedWords();
  const [number, setNumber] = useState<number | string>('');
  const [kind, setKind] = useState('relates');
  const [note, setNote] = useState('');
  const link = useCaseVerb<{ to: number; kind: string; note: string }>(one.id, 'links', {
    said: words.linkedSaid(String(number)),
    after: done,
    quiet: true,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        link.mutate({ to: Number(number), kind, note });
      }}
    >
      <NumberInput
        label={words.number}
        value={number}
        onChange={setNumber}
        min={1}
        allowDecimal={false}
        hideControls
        prefix="#"
        autoFocus
        error={link.error?.detail}
      />
      <Select
        label={words.kind}
        data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
        value={kind}
        onChange={(value) => setKind(value ?? 'relates')}
        allowDeselect={false}
      />
      <TextInput
        label={words.note}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button type="submit" variant="filled" disabled={number === ''} loading={link.isPending}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
