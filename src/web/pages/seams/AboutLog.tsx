import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Dialog } from '../../parts/Panel.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { MapGroups } from './MapGroups.tsx';
import { useSeamWords } from './messages.ts';
import type { Seams } from './seams.ts';

/** What a log means by closed, and which of its groups are departments of ours. */
export function AboutLog({ seams }: { seams: Seams }) {
  const words = useSeamWords();
  const format = useFormat();
  const may = useMay('ownership:write');
  const [open, setOpen] = useState<'words' | 'groups' | 'remove'>();
  const mayRemove = useMay('import:write');
  const mapped = seams.parties.filter((one) => one.department !== null).length;
  const states =
    seams.neverClosed === null
      ? words.noStates
      : seams.closing.length === 0
        ? words.noClosing
        : words.closedAs(format.list(seams.closing));
  return (
    <Card title={words.about}>
      <p>{states}</p>
      {may && seams.neverClosed !== null ? (
        <Button
          size="compact-sm"
          aria-label={`${words.change}: ${words.closedWords}`}
          onClick={() => setOpen('words')}
        >
          {words.change}
        </Button>
      ) : null}
      <p>{words.mapped(mapped, seams.parties.length)}</p>
      {may ? (
        <Button size="compact-sm" onClick={() => setOpen('groups')}>
          {words.map}
        </Button>
      ) : null}
      {mayRemove ? (
        <p>
          <Button size="compact-sm" onClick={() => setOpen('remove')}>
            {words.remove}
          </Button>
        </p>
      ) : null}
      {open === 'remove' ? <Remove log={seams.log} close={() => setOpen(undefined)} /> : null}
      {open === 'words' ? <ClosedWords seams={seams} close={() => setOpen(undefined)} /> : null}
      {open === 'groups' ? <MapGroups log={seams.log} close={() => setOpen(undefined)} /> : null}
    </Card>
  );
}

function Remove({ log, close }: { log: string; close: () => void }) {
  const words = useSeamWords();
  const [, setUrl] = useUrl();
  const remove = useChange({
    call: () => api.del(`/event-logs/${encodeURIComponent(log)}`),
    touches: [['seams']],
    said: words.removed(log),
    after: () => setUrl({ log: undefined }),
  });
  return (
    <Confirm
      open
      close={close}
      title={words.removeTitle(log)}
      act={words.remove}
      onAct={() => remove.mutate()}
      busy={remove.isPending}
    >
      {words.removeText}
    </Confirm>
  );
}

function ClosedWords({ seams, close }: { seams: Seams; close: () => void }) {
  const words = useSeamWords();
  const [text, setText] = useState(seams.closedWords.join(', '));
  const given = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const save = useChange<void, unknown>({
    call: () => api.patch(`/event-logs/${encodeURIComponent(seams.log)}`, { closedWords: given }),
    touches: [['seams']],
    said: () => words.saved,
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={words.closedWords}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.closedWords}
          description={words.closedHint}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={save.error?.detail}
        />
        <div>
          <Button type="submit" variant="filled" disabled={given.length === 0} loading={save.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
