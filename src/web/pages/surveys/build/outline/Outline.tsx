import { IconPalette, IconPlayerPlay, IconTags, IconUsersGroup } from '@tabler/icons-react';
import { Fragment } from 'react';
import { AddQuestion } from '../AddQuestion.tsx';
import { freshKey } from '../edit.ts';
import { useBuildWords } from '../messages.ts';
import type { Place } from '../place.ts';
import { startsFor } from '../starts.ts';
import type { Drafting } from '../useDraft.ts';
import { usePlaceTitle } from '../usePlaceTitle.ts';
import styles from './Outline.module.css';
import { OutlineRow } from './OutlineRow.tsx';
import { useReorder } from './useReorder.ts';

interface Props {
  drafting: Drafting;
  place: Place;
  choose: (place: Place) => void;
}

const fixed = [
  ['start', IconPlayerPlay],
  ['theme', IconPalette],
  ['facts', IconTags],
  ['quotas', IconUsersGroup],
] as const;

/** Pages with their questions, and the ends: chosen, moved, doubled, deleted here. */
export function Outline({ drafting, place, choose }: Props) {
  const words = useBuildWords();
  const { document } = drafting;
  const titleOf = usePlaceTitle(document);
  const reorder = useReorder(drafting);
  const row = { drafting, reorder, choose, chosen: place };
  const starts = startsFor(document);
  const addPage = () => {
    const key = freshKey(
      'page',
      document.pages.map((page) => page.key),
    );
    drafting.edit((d) => {
      d.pages.push({ key, randomise: false, questions: [] });
    });
    choose({ kind: 'page', key });
  };
  const addEnd = () => {
    const key = freshKey(
      'end',
      document.ends.map((end) => end.key),
    );
    drafting.edit((d) => {
      // Before the one that always holds: after it nobody would see it.
      const last = d.ends.findIndex((end) => !end.when);
      d.ends.splice(last === -1 ? d.ends.length : last, 0, { key, title: starts.end() });
    });
    choose({ kind: 'end', key });
  };
  return (
    <div className={styles.outline}>
      <div className="only-heard" aria-live="assertive">
        {reorder.announcement}
      </div>
      {fixed.map(([kind, Icon]) => (
        <button
          key={kind}
          type="button"
          className={styles.fixed}
          aria-current={place.kind === kind || undefined}
          onClick={() => choose({ kind })}
        >
          <Icon size={15} aria-hidden /> {words[kind]}
        </button>
      ))}
      {document.pages.map((page, p) => (
        <Fragment key={page.key}>
          <OutlineRow
            {...row}
            spot={{ kind: 'page', index: p }}
            place={{ kind: 'page', key: page.key }}
            title={titleOf({ kind: 'page', key: page.key })}
            conditional={Boolean(page.showIf)}
          />
          <div className={styles.questions} data-page={p}>
            {page.questions.map((question, q) => (
              <OutlineRow
                key={question.key}
                {...row}
                spot={{ kind: 'question', page: p, index: q }}
                place={{ kind: 'question', key: question.key }}
                title={titleOf({ kind: 'question', key: question.key })}
                type={question.type}
                conditional={Boolean(question.showIf)}
              />
            ))}
            <AddQuestion drafting={drafting} page={p} choose={choose} />
          </div>
        </Fragment>
      ))}
      <button type="button" className={styles.add} onClick={addPage}>
        + {words.addPage}
      </button>
      <h2 className={styles.heading}>{words.ends}</h2>
      {document.ends.map((end, n) => (
        <OutlineRow
          key={end.key}
          {...row}
          spot={{ kind: 'end', index: n }}
          place={{ kind: 'end', key: end.key }}
          title={titleOf({ kind: 'end', key: end.key })}
          conditional={Boolean(end.when)}
        />
      ))}
      <button type="button" className={styles.add} onClick={addEnd}>
        + {words.addEnd}
      </button>
    </div>
  );
}
