import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Suppression } from '../../../../listen/rules/suppression.ts';
import { api } from '../../../api/api.ts';
import { useMay } from '../../../api/me.ts';
import { useChange } from '../../../api/useChange.ts';
import type { Wire } from '../../../api/wire.ts';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { Dialog } from '../../../parts/Panel.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import { When } from '../../../parts/When.tsx';
import styles from '../invite/Invite.module.css';
import { useInviteWords } from '../invite/messages.ts';
import { useContactWords } from './messages.ts';
import { rulesTouched } from './rules.ts';

type One = Wire<Suppression>;

/** Everybody who is not written to, and why; what was decided here can be taken back here. */
export function Suppressions() {
  const words = useContactWords();
  const { moreItems } = useInviteWords();
  const may = useMay('contact:write');
  const [url, setUrl] = useUrl();
  const pages = useInfiniteQuery({
    queryKey: ['suppressions', url.q ?? ''],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: One[]; next: string | null }>(
        '/suppressions',
        { after: pageParam, limit: 20, q: url.q },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  const items = pages.data ?? [];
  return (
    <Card
      title={words.suppressed}
      aside={
        may ? (
          <Button onClick={() => setUrl({ suppress: '1' }, { push: true })}>{words.put}</Button>
        ) : undefined
      }
    >
      <p className="muted">{words.suppressedText}</p>
      <TextInput
        className={styles.tools}
        label={words.find}
        value={url.q ?? ''}
        onChange={(event) => setUrl({ q: event.currentTarget.value || undefined })}
      />
      <Loaded query={pages as never}>
        {() =>
          items.length === 0 ? (
            <p className="muted">{words.nobody}</p>
          ) : (
            items.map((one) => <Row key={one.id} suppression={one} />)
          )
        }
      </Loaded>
      {pages.hasNextPage ? (
        <Button mt={12} loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {moreItems}
        </Button>
      ) : null}
      {may && url.suppress ? <Put close={() => setUrl({ suppress: undefined })} /> : null}
    </Card>
  );
}

function Row({ suppression }: { suppression: One }) {
  const words = useContactWords();
  const may = useMay('contact:write');
  const [asking, ask] = useState(false);
  const { id, address, customer, survey, reason, detail, at } = suppression;
  const name = address ?? customer?.name ?? '';
  const liftable = may && (reason === 'decided' || reason === 'bounced');
  return (
    <CardRow
      action={
        <span className="row">
          <Chip tone={reason === 'complained' ? 'bad' : 'few'}>{words.reasons[reason]}</Chip>
          {liftable ? (
            <Button size="compact-sm" aria-label={`${words.lift}: ${name}`} onClick={() => ask(true)}>
              {words.lift}
            </Button>
          ) : null}
        </span>
      }
    >
      <b>{name}</b>
      <div className="tiny muted">
        {[survey ? words.from(survey.name) : null, detail].filter(Boolean).join(' · ')} <When at={at} />
      </div>
      {asking ? (
        <Because
          title={words.liftTitle(name)}
          act={words.lift}
          close={() => ask(false)}
          said={words.lifted}
          call={(why) => api.post(`/suppressions/${id}/lift`, { reason: why })}
        />
      ) : null}
    </CardRow>
  );
}

function Put({ close }: { close: () => void }) {
  const words = useContactWords();
  const [address, setAddress] = useState('');
  return (
    <Because
      title={words.put}
      act={words.put}
      close={close}
      said={words.putDone(address)}
      call={(reason) => api.post('/suppressions', { address, reason })}
    >
      <TextInput
        label={words.address}
        type="email"
        required
        data-autofocus
        maxLength={320}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
    </Because>
  );
}

interface BecauseProps {
  title: string;
  act: string;
  said: string;
  close: () => void;
  call: (why: string) => Promise<unknown>;
  children?: ReactNode;
}

function Because({ title, act, said, close, call, children }: BecauseProps) {
  const words = useContactWords();
  const [why, setWhy] = useState('');
  const save = useChange<void, unknown>({
    call: () => call(why),
    touches: [...rulesTouched],
    said,
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={title}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {children}
        <TextInput
          label={words.why}
          required
          minLength={3}
          maxLength={500}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        {save.error ? (
          <div role="alert" className={styles.alert}>
            {save.error.errors.map(({ message }) => message).join(' ') || save.error.detail}
          </div>
        ) : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {act}
        </Button>
      </form>
    </Dialog>
  );
}
