import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Case.module.css';
import { useInboxWords } from './messages.ts';
import { narrowings, queryOf, type Saved, usual, viewsKey } from './views.ts';

const all: Saved['shows'] = [...usual, 'opened'];

/** What the list shows now becomes a tab of its own; or a change to the one it came from. */
export function SaveView({ view, own }: { view: string; own: Saved | undefined }) {
  const words = useInboxWords();
  const [open, setOpen] = useState<'new' | 'change' | null>(null);
  return (
    <>
      <Button onClick={() => setOpen('new')}>{words.saveView}</Button>
      {own?.mine ? <Button onClick={() => setOpen('change')}>{words.changeView}</Button> : null}
      {open ? (
        <Form view={view} own={own} kept={open === 'change' ? own : undefined} close={() => setOpen(null)} />
      ) : null}
    </>
  );
}

function Form({
  view,
  own,
  kept,
  close,
}: {
  view: string;
  own: Saved | undefined;
  kept: Saved | undefined;
  close: () => void;
}) {
  const words = useInboxWords();
  const [url, setUrl] = useUrl();
  const [name, setName] = useState(kept?.name ?? '');
  const [team, setTeam] = useState(Boolean(kept?.team));
  const [shows, setShows] = useState<string[]>(own?.shows ?? usual);
  const query = Object.fromEntries(
    Object.entries(queryOf(url, view, own)).flatMap(([key, value]) =>
      value === undefined || value === null ? [] : [[key, String(value)]],
    ),
  );
  const save = useChange<void, Saved>({
    call: () => {
      const body = { name, team, query, shows };
      return kept ? api.patch(`/case-views/${kept.id}`, body) : api.post('/case-views', body);
    },
    touches: [viewsKey],
    said: words.viewSaved(name),
    after: (made) => {
      close();
      setUrl({ ...Object.fromEntries(narrowings.map((one) => [one, undefined])), view: made.id });
    },
    quiet: true,
  });
  return (
    <Dialog open close={close} title={kept ? words.changeView : words.saveView}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.viewName}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
          error={save.error?.field('name') ?? save.error?.detail}
        />
        <Checkbox.Group label={words.viewShows} value={shows} onChange={setShows}>
          <div className={styles.ticks}>
            {all.map((one) => (
              <Checkbox key={one} value={one} label={words.shows[one]} />
            ))}
          </div>
        </Checkbox.Group>
        <Checkbox
          label={words.viewTeam}
          checked={team}
          onChange={(event) => setTeam(event.currentTarget.checked)}
        />
        <div className={styles.end}>
          <Button variant="subtle" onClick={close}>
            {words.cancel}
          </Button>
          <Button type="submit" variant="filled" disabled={!name.trim()} loading={save.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
