import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useMay } from '../../../api/me.ts';
import { useChange } from '../../../api/useChange.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { OwnershipNav } from '../../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../../parts/PageHeader.tsx';
import { addDays } from '../../../parts/period.ts';
import { useUrl } from '../../../parts/useUrl.ts';
import { touched } from '../ownership.ts';
import styles from './Changes.module.css';
import { type ChangeSet, useChangeSet, usePreview } from './changes.ts';
import { DraftForm } from './DraftForm.tsx';
import { EditForm } from './EditForm.tsx';
import { Effects } from './Effects.tsx';
import { Leftover } from './Leftover.tsx';
import { useChangesWords } from './messages.ts';
import { useEditWords } from './useEditWords.ts';

/** One planned change: what is in it, what it does, and the way it ends. */
export function ChangeSetPage({ id }: { id: string }) {
  const words = useChangesWords();
  const format = useFormat();
  const set = useChangeSet(id);
  const may = useMay('ownership:write');
  const [renaming, setRenaming] = useState(false);
  const one = set.data;
  const draft = one?.state === 'draft';
  const sentence = one
    ? [
        `${words.states[one.state]} · ${words.head(format.date(one.on), one.edits)}`,
        one.endedAt && one.endedBy ? words.by(one.endedBy, format.moment(one.endedAt)) : '',
        one.reason ?? '',
      ]
        .filter(Boolean)
        .join(' · ')
    : undefined;
  return (
    <>
      <PageHeader
        above={<Go to="/ownership/changes">{words.all}</Go>}
        title={one?.name ?? words.title}
        sentence={sentence}
        actions={draft && may ? <Button onClick={() => setRenaming(true)}>{words.rename}</Button> : undefined}
      />
      <OwnershipNav />
      <Loaded query={set}>
        {(data) => (
          <div className={styles.page}>
            <div className="stack">
              <EditList set={data} may={may && data.state === 'draft'} />
              {data.state === 'draft' && may ? <EditForm id={id} /> : null}
              {data.source ? <Leftover source={data.source} /> : null}
            </div>
            <div className="stack">
              <WhatItDoes set={data} />
              {may ? <Ending set={data} /> : null}
            </div>
          </div>
        )}
      </Loaded>
      {renaming && one ? <DraftForm of={one} close={() => setRenaming(false)} /> : null}
    </>
  );
}

/** Drawn at once: a sheet of a company brings thousands. */
const atOnce = 100;

function EditList({ set, may }: { set: ChangeSet; may: boolean }) {
  const words = useChangesWords();
  const say = useEditWords();
  const [limit, setLimit] = useState(atOnce);
  const remove = useChange<string>({
    call: (edit) => api.patch(`/change-sets/${set.id}`, { remove: [edit] }),
    touches: [['change-sets']],
    said: words.removed,
  });
  return (
    <Card title={words.edits} aside={set.list.length || undefined}>
      {set.list.length === 0 ? <p className="muted">{words.noEdits}</p> : null}
      {set.list.slice(0, limit).map(({ id, edit }) => (
        <CardRow
          key={id}
          action={
            may ? (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={words.remove(say(edit))}
                onClick={() => remove.mutate(id)}
              >
                ×
              </Button>
            ) : null
          }
        >
          {say(edit)}
        </CardRow>
      ))}
      {set.list.length > limit ? (
        <Button mt="sm" onClick={() => setLimit(limit + 500)}>
          +{set.list.length - limit}
        </Button>
      ) : null}
    </Card>
  );
}

function WhatItDoes({ set }: { set: ChangeSet }) {
  const words = useChangesWords();
  const preview = usePreview(set.id);
  return (
    <Card title={set.state === 'draft' ? words.preview : words.did}>
      <Loaded query={preview}>{(data) => <Effects preview={data} list={set.list} />}</Loaded>
      <p className="tiny">
        <Go to={`/ownership?asOf=${addDays(set.on, -1)}`}>{words.asOfBefore}</Go>
        {' · '}
        <Go to={`/ownership?asOf=${set.on}`}>{words.asOfAfter}</Go>
      </p>
    </Card>
  );
}

function Ending({ set }: { set: ChangeSet }) {
  const words = useChangesWords();
  const [, setUrl] = useUrl();
  const [reason, setReason] = useState('');
  const blocked = (usePreview(set.id).data?.problems.length ?? 0) > 0 || set.list.length === 0;
  const apply = useChange({
    call: () => api.post(`/change-sets/${set.id}/application`, { reason }),
    touches: touched,
    said: words.applied(set.name),
    undo: () => api.post(`/change-sets/${set.id}/undo`, {}),
  });
  const discard = useChange({
    call: () => api.post(`/change-sets/${set.id}/discarding`, { reason }),
    touches: touched,
    said: words.discarded(set.name),
  });
  const undo = useChange<void, { id: string }>({
    call: () => api.post(`/change-sets/${set.id}/undo`, reason.trim().length >= 3 ? { reason } : {}),
    touches: touched,
    said: words.undoDone(set.name),
    after: ({ id }) => setUrl({ set: id }, { push: true }),
  });
  if (set.state === 'discarded' || (set.state === 'applied' && set.undoneBy)) return null;
  const said = reason.trim().length >= 3;
  return (
    <Card>
      <TextInput
        label={words.why}
        description={words.whyHint}
        required={set.state === 'draft'}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row" style={{ marginTop: 14, flexWrap: 'wrap' }}>
        {set.state === 'draft' ? (
          <>
            <Button
              variant="filled"
              disabled={!said || blocked}
              loading={apply.isPending}
              onClick={() => apply.mutate()}
            >
              {words.apply}
            </Button>
            <Button disabled={!said} loading={discard.isPending} onClick={() => discard.mutate()}>
              {words.discard}
            </Button>
          </>
        ) : (
          <Button loading={undo.isPending} onClick={() => undo.mutate()}>
            {words.undo}
          </Button>
        )}
      </div>
    </Card>
  );
}
