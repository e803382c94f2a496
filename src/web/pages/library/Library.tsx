import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Face } from '../../parts/Face.tsx';
import { Filters } from '../../parts/Filters.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { EntryForm } from './EntryForm.tsx';
import { EntryPanel } from './EntryPanel.tsx';
import { Helped } from './Helped.tsx';
import styles from './Library.module.css';
import { type Entry, type State, stateOf, textOf } from './library.ts';
import { useLibraryWords } from './messages.ts';
import { usePlaces } from './usePlaces.ts';

const states: State[] = ['current', 'draft', 'submitted', 'stale', 'retired'];
const tones = { current: 'good', draft: 'few', submitted: 'accent', stale: 'pass', retired: 'few' } as const;

/** How to solve it, and how to say it: written once, approved by somebody else, and measured by what customers say. */
export function Library() {
  const words = useLibraryWords();
  const may = useMay('library:write');
  const places = usePlaces();
  const [url, setUrl] = useUrl();
  const narrowed = { q: url.q, kind: url.kind, state: url.state, touchpoint: url.touchpoint };
  const pages = useInfiniteQuery({
    queryKey: ['library', 'list', narrowed],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: Entry[]; next: string | null }>(
        '/library',
        { ...narrowed, after: pageParam, limit: 30 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  const all = pages.data ?? [];
  const isNarrowed = Object.values(narrowed).some(Boolean);
  const waiting = all.filter((one) => stateOf(one) === 'submitted').length;
  const make = may ? (
    <Button variant="filled" onClick={() => setUrl({ new: '1' }, { push: true })}>
      {words.make}
    </Button>
  ) : undefined;
  const close = () => setUrl({ entry: undefined, new: undefined, edit: undefined });
  return (
    <>
      <PageHeader title={words.title} sentence={words.sentence(waiting)} actions={make} />
      <Filters
        search={words.search}
        choices={[
          {
            name: 'kind',
            label: words.kind,
            options: (['article', 'message'] as const).map((value) => ({ value, label: words.kinds[value] })),
          },
          {
            name: 'state',
            label: words.state,
            otherwise: words.notRetired,
            options: states.map((value) => ({ value, label: words.states[value] })),
          },
          {
            name: 'touchpoint',
            label: words.touchpoint,
            options: places.map((one) => ({ value: one.key, label: one.name })),
          },
        ]}
      />
      <Loaded query={pages as never}>
        {() =>
          all.length === 0 ? (
            <EmptyState
              title={words.emptyTitle}
              text={isNarrowed ? words.emptyFound : words.emptyText}
              action={isNarrowed ? undefined : make}
            />
          ) : (
            <ul className={styles.list}>
              {all.map((entry) => (
                <Line key={entry.id} entry={entry} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {pages.hasNextPage ? (
        <Button mt="md" onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {words.more}
        </Button>
      ) : null}
      {url.new && may ? <EntryForm close={close} /> : null}
      {url.entry && !url.new ? <EntryPanel key={url.entry} id={url.entry} close={close} /> : null}
    </>
  );
}

function Line({ entry }: { entry: Entry }) {
  const words = useLibraryWords();
  const language = useLanguage();
  const [url] = useUrl();
  const places = usePlaces();
  const text = textOf(entry, language);
  const state = stateOf(entry);
  const kept = new URLSearchParams(
    Object.entries({ q: url.q, kind: url.kind, state: url.state, touchpoint: url.touchpoint }).flatMap(
      ([name, value]) => (value ? [[name, value]] : []),
    ),
  );
  kept.set('entry', entry.id);
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <Go to={`/library?${kept}`} className={styles.name}>
          {text.title}
        </Go>
        <p className={styles.excerpt}>{text.body}</p>
        <p className="tiny dim">
          <Helped uses={entry.uses} />
          {entry.touchpoints.length > 0
            ? ` · ${entry.touchpoints.map((key) => places.find((one) => one.key === key)?.name ?? key).join(', ')}`
            : ''}
        </p>
      </div>
      <div className={styles.marks}>
        <Chip tone={entry.kind === 'message' ? 'accent' : 'few'}>{words.kinds[entry.kind]}</Chip>
        <Chip tone={tones[state]}>{words.states[state]}</Chip>
        <Face person={entry.owner} size="s" />
      </div>
    </li>
  );
}
