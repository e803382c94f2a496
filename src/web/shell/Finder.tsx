import '@mantine/spotlight/styles.layer.css';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useGo } from '../parts/useGo.ts';
import styles from './Finder.module.css';
import { FinderResults } from './FinderResults.tsx';
import { useFinderWords } from './finder.messages.ts';
import { useFinderActions } from './useFinderActions.tsx';
import { useFound } from './useFound.ts';

const [store, spotlight] = createSpotlight();

/** Finds customers, cases, touchpoints, people and pages, and does things. */
export function Finder({ open, close }: { open: boolean; close: () => void }) {
  const words = useFinderWords();
  const go = useGo();
  const [query, setQuery] = useState('');
  // 150 ms: about the pause between two words; one request a word, not one a letter.
  const [asked] = useDebouncedValue(query.trim(), 150);
  const found = useFound(asked, open);
  const actions = useFinderActions(query);
  useEffect(() => {
    if (open) spotlight.open();
    else spotlight.close();
  }, [open]);
  const pick = (act: () => void) => {
    close();
    act();
  };
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={close}
      clearQueryOnClose
      maxHeight={440}
      scrollable
      radius="lg"
      title={words.label}
      classNames={{ header: 'only-heard', search: styles.search, actionsGroup: styles.group }}
      centered={false}
      yOffset="12vh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.3 }}
    >
      <Spotlight.Search
        placeholder={words.placeholder}
        aria-label={words.placeholder}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
      />
      <Spotlight.ActionsList>
        <FinderResults found={found.results} pick={(href) => pick(() => go(href))} />
        {actions.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.actions.map((action) => (
              <Spotlight.Action key={action.label} label={action.label} onClick={() => pick(action.act)} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {found.results.length + actions.length === 0 ? (
          <Spotlight.Empty>{found.busy ? words.looking : words.nothing(query)}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
