import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay, useMe } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { languages, useLanguage } from '../../i18n/language.ts';
import { Chip } from '../../parts/Chip.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { EntryForm } from './EntryForm.tsx';
import { Helped } from './Helped.tsx';
import styles from './Library.module.css';
import { type Entry, type Language, textOf } from './library.ts';
import { useLibraryWords } from './messages.ts';
import { usePlaces } from './usePlaces.ts';

/** One entry: what is approved, what waits, and what its reader may do next. */
export function EntryPanel({ id, close }: { id: string; close: () => void }) {
  const [url, setUrl] = useUrl();
  const query = useApi<Entry>(['library', id], `/library/${id}`, { keep: false });
  const language = useLanguage();
  if (url.edit && query.data)
    return <EntryForm entry={query.data} close={() => setUrl({ edit: undefined })} />;
  return (
    <SidePanel open close={close} title={query.data ? textOf(query.data, language).title : ''}>
      <Loaded query={query}>{(entry) => <Sheet entry={entry} />}</Loaded>
    </SidePanel>
  );
}

function Sheet({ entry }: { entry: Entry }) {
  const words = useLibraryWords();
  const format = useFormat();
  const places = usePlaces();
  const shown = entry.current ?? entry.pending;
  return (
    <div className={styles.sheet}>
      {entry.retired ? (
        <p role="note">
          {words.retiredBy(entry.retired.by.name, format.date(entry.retired.at), entry.retired.why)}
        </p>
      ) : null}
      {entry.pending && entry.current ? (
        <section aria-label={words.pendingTitle}>
          <h3>
            {words.pendingTitle}{' '}
            <Chip tone={entry.pending.submittedAt ? 'accent' : 'few'}>
              {entry.pending.submittedAt ? words.states.submitted : words.states.draft}
            </Chip>
          </h3>
          <Texts texts={entry.pending.texts} />
        </section>
      ) : null}
      {entry.pending?.returnedWhy ? (
        <p role="note" className={styles.returned}>
          {words.returnedBy(entry.pending.returnedBy?.name ?? '', entry.pending.returnedWhy)}
        </p>
      ) : null}
      <section aria-label={entry.current ? words.currentTitle : words.pendingTitle}>
        <h3>
          {entry.current ? words.currentTitle : words.pendingTitle}{' '}
          {entry.current ? null : (
            <Chip tone={entry.pending?.submittedAt ? 'accent' : 'few'}>
              {entry.pending?.submittedAt ? words.states.submitted : words.states.draft}
            </Chip>
          )}
        </h3>
        {shown ? <Texts texts={shown.texts} /> : null}
      </section>
      <Facts
        facts={[
          [words.kind, words.kinds[entry.kind]],
          [
            words.touchpoints,
            entry.touchpoints.length > 0
              ? entry.touchpoints.map((key) => places.find((one) => one.key === key)?.name ?? key).join(', ')
              : words.anywhere,
          ],
          [words.owner, entry.owner.name],
          {
            term: words.reviewBy,
            value: (
              <>
                {format.date(entry.reviewBy)}{' '}
                {entry.stale ? <Chip tone="pass">{words.states.stale}</Chip> : null}
              </>
            ),
          },
          { term: words.uses, value: <Helped uses={entry.uses} /> },
          [
            words.approved,
            entry.current?.approvedAt
              ? words.approvedBy(
                  entry.current.approvedBy?.name ?? '',
                  format.date(entry.current.approvedAt),
                  entry.current.number,
                )
              : null,
          ],
          [words.written, shown ? words.writtenBy(shown.writtenBy.name, format.date(shown.writtenAt)) : null],
        ]}
      />
      <Deeds entry={entry} />
      <History entry={entry} />
    </div>
  );
}

function Texts({ texts }: { texts: NonNullable<Entry['current']>['texts'] }) {
  const words = useLibraryWords();
  const mine = useLanguage();
  const there = (['en', 'de'] as const).filter((one) => texts[one]);
  const [chosen, choose] = useState<Language>(texts[mine] ? mine : (there[0] ?? 'en'));
  const text = texts[chosen];
  return (
    <>
      {there.length > 1 ? (
        <SegmentedControl
          size="xs"
          mb={8}
          aria-label={words.language}
          data={there.map((value) => ({ value, label: languages[value] }))}
          value={chosen}
          onChange={(value) => choose(value as Language)}
        />
      ) : null}
      {text?.subject ? <p className={styles.subject}>{text.subject}</p> : null}
      <p className={styles.body} lang={chosen}>
        {text?.body}
      </p>
    </>
  );
}

function Deeds({ entry }: { entry: Entry }) {
  const words = useLibraryWords();
  const me = useMe();
  const mayWrite = useMay('library:write');
  const mayApprove = useMay('library:approve');
  const [, setUrl] = useUrl();
  const [asking, ask] = useState<'return' | 'retirement' | 'review'>();
  const [answer, setAnswer] = useState('');
  const act = useChange<{ verb: string; body?: object; undo?: boolean }, Entry>({
    call: ({ verb, body, undo }) =>
      undo
        ? api.del<Entry>(`/library/${entry.id}/${verb}`)
        : api.post<Entry>(`/library/${entry.id}/${verb}`, body),
    touches: [['library']],
    said: (_, { verb, undo }) => (undo ? words.said.restored : words.said[verb as keyof typeof words.said]),
    after: () => {
      ask(undefined);
      setAnswer('');
    },
  });
  const { pending } = entry;
  const own = pending?.writtenBy.id === me.person.id;
  if (entry.retired)
    return mayApprove ? (
      <Button onClick={() => act.mutate({ verb: 'retirement', undo: true })} loading={act.isPending}>
        {words.restore}
      </Button>
    ) : null;
  return (
    <>
      <div className={styles.deeds}>
        {mayWrite ? (
          <Button onClick={() => setUrl({ edit: '1' }, { push: true })}>{words.edit}</Button>
        ) : null}
        {mayWrite && pending && !pending.submittedAt ? (
          <Button variant="filled" onClick={() => act.mutate({ verb: 'submission' })} loading={act.isPending}>
            {words.submit}
          </Button>
        ) : null}
        {mayApprove && pending?.submittedAt && !own ? (
          <>
            <Button variant="filled" onClick={() => act.mutate({ verb: 'approval' })} loading={act.isPending}>
              {words.approve}
            </Button>
            <Button onClick={() => ask('return')}>{words.giveBack}</Button>
          </>
        ) : null}
        {mayWrite && entry.current ? <Button onClick={() => ask('review')}>{words.review}</Button> : null}
        {mayApprove && entry.current ? (
          <Button onClick={() => ask('retirement')}>{words.retire}</Button>
        ) : null}
      </div>
      {pending?.submittedAt && own ? <p className="muted">{words.waitsForOther}</p> : null}
      {asking ? (
        <form
          className={styles.ask}
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate({ verb: asking, body: asking === 'review' ? { reviewBy: answer } : { why: answer } });
          }}
        >
          <TextInput
            type={asking === 'review' ? 'date' : 'text'}
            label={asking === 'review' ? words.reviewNext : words.why}
            required
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value)}
          />
          <Button type="submit" loading={act.isPending} disabled={answer.trim().length < 3}>
            {asking === 'review' ? words.review : asking === 'return' ? words.giveBack : words.retire}
          </Button>
          <Button variant="subtle" onClick={() => ask(undefined)}>
            {words.cancel}
          </Button>
        </form>
      ) : null}
    </>
  );
}

function History({ entry }: { entry: Entry }) {
  const words = useLibraryWords();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const number = (entry.pending ?? entry.current)?.number ?? 1;
  const versions = useApi<{ items: NonNullable<Entry['current']>[] }>(
    ['library', entry.id, 'versions'],
    `/library/${entry.id}/versions`,
    { when: open },
  );
  if (number < 2) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.versions(number)}</summary>
      {open ? (
        <Loaded query={versions}>
          {({ items }) => (
            <ol className={styles.versions}>
              {items.map((one) => (
                <li key={one.id}>
                  <b>{one.number}</b> · {words.writtenBy(one.writtenBy.name, format.date(one.writtenAt))}
                  {one.approvedBy && one.approvedAt
                    ? ` · ${words.approvedShort(one.approvedBy.name, format.date(one.approvedAt))}`
                    : ''}
                  <p className={styles.excerpt}>{(one.texts.en ?? one.texts.de)?.body}</p>
                </li>
              ))}
            </ol>
          )}
        </Loaded>
      ) : null}
    </details>
  );
}
