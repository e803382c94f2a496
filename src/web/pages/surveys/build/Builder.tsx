import { SegmentedControl } from '@mantine/core';
import { useUrl } from '../../../parts/useUrl.ts';
import type { TabProps } from '../tabs.ts';
import styles from './Builder.module.css';
import { Editor } from './Editor.tsx';
import { useBuildWords } from './messages.ts';
import { Outline } from './outline/Outline.tsx';
import { Preview } from './Preview.tsx';
import { nameOf, type Place, placeOf } from './place.ts';

const panes = ['outline', 'edit', 'preview'] as const;

/** Left what there is, in the middle what is chosen, right how it looks; one of them at a time where it is narrow. */
export function Builder({ drafting }: TabProps) {
  const words = useBuildWords();
  const [url, setUrl] = useUrl();
  const place = placeOf(url.at, drafting.document);
  const pane = panes.find((one) => one === url.pane) ?? 'outline';
  const choose = (next: Place) => setUrl({ at: nameOf(next), pane: 'edit' });
  return (
    <>
      <SegmentedControl
        className={styles.panes}
        aria-label={words.pane}
        fullWidth
        value={pane}
        onChange={(next) => setUrl({ pane: next === 'outline' ? undefined : next })}
        data={panes.map((value) => ({ value, label: words.panes[value] }))}
      />
      <div className={styles.builder} data-pane={pane}>
        <section className={styles.outline} aria-label={words.outline}>
          <Outline drafting={drafting} place={place} choose={choose} />
        </section>
        <section className={styles.editor} aria-label={words.editor}>
          <Editor drafting={drafting} place={place} choose={choose} />
        </section>
        <section className={styles.preview} aria-label={words.preview}>
          <Preview document={drafting.document} place={place} />
        </section>
      </div>
    </>
  );
}
