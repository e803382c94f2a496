import { ActionIcon } from '@mantine/core';
import { IconArrowUp, IconStar, IconStarFilled, IconTrash } from '@tabler/icons-react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Inbox.module.css';
import { useInboxWords } from './messages.ts';
import { type Saved, type SavedViews, views, viewsKey } from './views.ts';

/** The order of the tabs, which stands there first, and what is no longer needed. */
export function ArrangeViews({ saved }: { saved: SavedViews }) {
  const words = useInboxWords();
  const [url, setUrl] = useUrl();
  const ids = saved.items.map(({ id }) => id);
  const arrange = useChange<{ ids: string[]; first?: string }>({
    call: (order) => api.put('/case-views/order', order),
    touches: [viewsKey],
  });
  const remove = useChange<Saved>({
    call: (one) => {
      // Away from it first, or the list would ask for what is no longer there.
      if (url.view === one.id) setUrl({ view: undefined });
      return api.del(`/case-views/${one.id}`);
    },
    touches: [viewsKey],
    said: (_out, one) => words.viewRemoved(one.name),
    undo: (_out, one) =>
      api.post('/case-views', {
        name: one.name,
        team: one.team !== null,
        query: one.query,
        shows: one.shows,
      }),
  });
  const first = (key: string, name: string) => {
    const is = saved.first === key;
    return (
      <ActionIcon
        variant="subtle"
        aria-label={`${words.viewFirst}: ${name}`}
        aria-pressed={is}
        title={words.viewFirst}
        onClick={() => arrange.mutate({ ids, first: key })}
      >
        {is ? <IconStarFilled size={15} aria-hidden /> : <IconStar size={15} stroke={1.6} aria-hidden />}
      </ActionIcon>
    );
  };
  return (
    <>
      <ul className={styles.arrange}>
        {views.map((one) => (
          <li key={one}>
            <span>{words.views[one]}</span>
            {first(one, words.views[one])}
          </li>
        ))}
        {saved.items.map((one, i) => (
          <li key={one.id}>
            <span>
              {one.name}
              {one.team ? <span className="tiny dim"> · {words.viewOf(one.team, one.by)}</span> : null}
              {one.gone ? <span className="tiny bad"> · {words.viewBroken}</span> : null}
            </span>
            {i > 0 ? (
              <ActionIcon
                variant="subtle"
                aria-label={words.viewUp(one.name)}
                title={words.viewUp(one.name)}
                onClick={() => {
                  const order = ids.toSpliced(i, 1).toSpliced(i - 1, 0, one.id);
                  arrange.mutate({ ids: order });
                }}
              >
                <IconArrowUp size={15} stroke={1.6} aria-hidden />
              </ActionIcon>
            ) : null}
            {first(one.id, one.name)}
            {one.mine ? (
              <ActionIcon
                variant="subtle"
                aria-label={words.viewRemove(one.name)}
                title={words.viewRemove(one.name)}
                onClick={() => remove.mutate(one)}
              >
                <IconTrash size={15} stroke={1.6} aria-hidden />
              </ActionIcon>
            ) : null}
          </li>
        ))}
      </ul>
      {saved.items.length === 0 ? <p className="tiny dim">{words.arrangeNone}</p> : null}
    </>
  );
}
