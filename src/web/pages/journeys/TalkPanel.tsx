import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import type { Journey, Person } from './journey.ts';
import { MentionField } from './MentionField.tsx';
import { Said } from './Said.tsx';
import styles from './Talk.module.css';
import { useTalkWords } from './talk.messages.ts';
import type { Comment, Talk } from './useTalk.ts';

/** The talk about one thing of the map, or about all of it. */
export function TalkPanel({ journey, talk }: { journey: Journey; talk: Talk }) {
  const words = useTalkWords();
  const [url, setUrl] = useUrl();
  const [settled, showSettled] = useState(false);
  if (!url.talk) return null;
  const [kind, ...rest] = url.talk.split(':');
  const key = rest.join(':');
  const all = kind === 'all';
  const on = all ? undefined : { kind: kind as Comment['on']['kind'], key };
  const threads = talk.comments.filter(
    (one) => !one.replyTo && (!on || (one.on.kind === on.kind && one.on.key === on.key)),
  );
  const shown = threads.filter((one) => settled || !one.settled);
  const name = on ? (nameOf(journey, on) ?? threads[0]?.on.name ?? '') : journey.name;
  return (
    <SidePanel
      open
      close={() => setUrl({ talk: undefined })}
      title={all ? words.all : words.about(name)}
      size="md"
    >
      {on && nameOf(journey, on) !== undefined ? (
        <Write key={url.talk} journey={journey} on={on} label={words.write} send={words.send} />
      ) : null}
      {threads.length > shown.length || settled ? (
        <Checkbox
          mt="md"
          label={words.showSettled}
          checked={settled}
          onChange={(event) => showSettled(event.currentTarget.checked)}
        />
      ) : null}
      {shown.length === 0 ? <p className="muted">{words.empty}</p> : null}
      {shown.toReversed().map((thread) => (
        <Thread
          key={thread.id}
          journey={journey}
          thread={thread}
          replies={talk.comments.filter((one) => one.replyTo === thread.id)}
          named={all}
        />
      ))}
    </SidePanel>
  );
}

function nameOf(journey: Journey, { kind, key }: { kind: string; key: string }): string | undefined {
  if (kind === 'journey') return journey.name;
  if (kind === 'phase') return journey.phases.find((phase) => phase.key === key)?.name;
  const touchpoints = journey.phases.flatMap((phase) => phase.touchpoints);
  if (kind === 'touchpoint') return touchpoints.find((one) => one.key === key)?.name;
  return journey.phases.flatMap((phase) => phase.notes).find((note) => note.id === key)?.text;
}

function Thread(props: { journey: Journey; thread: Comment; replies: Comment[]; named: boolean }) {
  const { journey, thread, replies, named } = props;
  const words = useTalkWords();
  const [answering, setAnswering] = useState(false);
  const settle = useChange<boolean>({
    call: (settled) => api.put(`/comments/${thread.id}/settling`, { settled }),
    touches: [['journeys', journey.key, 'comments'], ['mentions']],
    said: (_, settled) => (settled ? words.settledNow : words.reopened),
    undo: (_, settled) => api.put(`/comments/${thread.id}/settling`, { settled: !settled }),
  });
  return (
    <article className={styles.thread}>
      {named || thread.on.gone ? (
        <p className="tiny muted">
          {thread.on.name} {thread.on.gone ? <Chip>{words.gone}</Chip> : null}
        </p>
      ) : null}
      <Said comment={thread} />
      <div className={styles.replies}>
        {replies.map((reply) => (
          <Said key={reply.id} comment={reply} />
        ))}
        {answering ? (
          <Write
            journey={journey}
            on={thread.on}
            replyTo={thread.id}
            label={words.reply}
            send={words.reply}
            done={() => setAnswering(false)}
          />
        ) : (
          <div className="row" style={{ flexWrap: 'wrap' }}>
            <Button size="xs" onClick={() => setAnswering(true)}>
              {words.reply}
            </Button>
            <Button size="xs" loading={settle.isPending} onClick={() => settle.mutate(!thread.settled)}>
              {thread.settled ? words.reopen : words.settle}
            </Button>
            {thread.settled ? <span className="tiny muted">{words.settledBy(thread.settled.by)}</span> : null}
          </div>
        )}
      </div>
    </article>
  );
}

interface WriteProps {
  journey: Journey;
  on: { kind: Comment['on']['kind']; key: string };
  replyTo?: string;
  label: string;
  send: string;
  done?: () => void;
}

function Write({ journey, on, replyTo, label, send, done }: WriteProps) {
  const words = useTalkWords();
  const format = useFormat();
  const [text, setText] = useState('');
  const [named, setNamed] = useState<Person[]>([]);
  // Whose name was deleted again is not mentioned.
  const mentioned = named.filter((person) => text.includes(`@${person.name}`));
  const add = useChange<void>({
    call: () =>
      api.post(`/journeys/${journey.key}/comments`, {
        on: { kind: on.kind, key: on.key },
        text,
        mentions: [...new Set(mentioned.map((person) => person.id))],
        replyTo: replyTo ?? null,
      }),
    touches: [['journeys', journey.key, 'comments'], ['atlas']],
    said: () =>
      mentioned.length === 0
        ? words.sent
        : words.sentTo(format.list([...new Set(mentioned.map((person) => person.name))])),
    quiet: true,
    after: () => {
      setText('');
      setNamed([]);
      done?.();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) add.mutate();
      }}
    >
      <MentionField
        label={label}
        text={text}
        change={setText}
        mention={(person) => setNamed([...named, person])}
        error={add.error?.detail}
        autoFocus={replyTo === undefined}
      />
      <Button type="submit" mt="xs" size="xs" variant="filled" loading={add.isPending}>
        {send}
      </Button>
    </form>
  );
}
