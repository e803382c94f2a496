import { ActionIcon, Popover, SegmentedControl } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useUrl } from '../../parts/useUrl.ts';
import { ArrangeViews } from './ArrangeViews.tsx';
import styles from './Inbox.module.css';
import { useInboxWords } from './messages.ts';
import { narrowings, type SavedViews, views } from './views.ts';

/** The lists everybody has and those this person or their team saved, each with how much is in it. */
export function ViewTabs({ view, saved }: { view: string; saved: SavedViews | undefined }) {
  const words = useInboxWords();
  const [, setUrl] = useUrl();
  const clear = Object.fromEntries(narrowings.map((name) => [name, undefined]));
  return (
    <div className={styles.tabs}>
      <SegmentedControl
        aria-label={words.title}
        data={[
          ...views.map((one) => ({ value: one as string, label: words.views[one] as React.ReactNode })),
          ...(saved?.items ?? []).map(({ id, name, count, gone }) => ({
            value: id,
            label: (
              <span className={styles.tab}>
                {name}
                <span className="tiny dim" title={gone ? words.viewBroken : undefined}>
                  {gone ? '!' : count ? `${count.n.toLocaleString()}${count.more ? '+' : ''}` : ''}
                </span>
                {gone ? <span className="only-heard">{words.viewBroken}</span> : null}
              </span>
            ),
          })),
        ]}
        value={view}
        // A saved view brings its own filters; what narrowed the one before would hide half of it.
        onChange={(next) => setUrl({ ...(views.some((one) => one === next) ? {} : clear), view: next })}
      />
      <Popover position="bottom-start" width={320} trapFocus shadow="md" radius="lg">
        <Popover.Target>
          <ActionIcon variant="subtle" size="lg" aria-label={words.arrange} title={words.arrange}>
            <IconAdjustments size={17} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>{saved ? <ArrangeViews saved={saved} /> : null}</Popover.Dropdown>
      </Popover>
    </div>
  );
}
