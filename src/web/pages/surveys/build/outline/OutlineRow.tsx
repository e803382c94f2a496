import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsSplit2, IconDots, IconGripVertical } from '@tabler/icons-react';
import type { QuestionType } from '../../../../../listen/survey/question.ts';
import { done } from '../../../../parts/notify.ts';
import { beside, duplicate, remove, type Spot } from '../edit.ts';
import { useBuildWords } from '../messages.ts';
import { nameOf, type Place } from '../place.ts';
import { typeIcons } from '../questionTypes.ts';
import type { Drafting } from '../useDraft.ts';
import styles from './Outline.module.css';
import type { Reorder } from './useReorder.ts';

interface Props {
  drafting: Drafting;
  reorder: Reorder;
  spot: Spot;
  place: Place;
  chosen: Place;
  choose: (place: Place) => void;
  title: string;
  type?: QuestionType;
  conditional: boolean;
}

/** One page, question or end: its handle, its name, and what can be done with it. */
export function OutlineRow({
  drafting,
  reorder,
  spot,
  place,
  chosen,
  choose,
  title,
  type,
  conditional,
}: Props) {
  const words = useBuildWords();
  const { document } = drafting;
  const name = nameOf(place);
  const Icon = type && typeIcons[type];
  const copy = () => {
    let key = '';
    drafting.edit((d) => {
      key = duplicate(d, spot);
    });
    choose({ kind: spot.kind, key });
  };
  const drop = () => {
    let putBack: ReturnType<typeof remove> = () => {};
    drafting.edit((d) => {
      putBack = remove(d, spot);
    });
    done(words.removed(title), async () => drafting.edit((d) => putBack(d)));
  };
  return (
    <div
      className={styles.row}
      data-kind={spot.kind}
      data-chosen={name === nameOf(chosen) || undefined}
      data-row={name}
      data-held={reorder.held === name || undefined}
      data-line={reorder.lineAt(spot)}
    >
      <button
        type="button"
        className={styles.handle}
        data-handle={name}
        aria-label={words.move(title)}
        title={words.moveHint}
        onPointerDown={(event) => reorder.lift(spot, name, title, event)}
        onKeyDown={(event) => reorder.press(spot, title, event)}
      >
        <IconGripVertical size={14} aria-hidden />
      </button>
      <button
        type="button"
        className={styles.name}
        aria-current={name === nameOf(chosen) || undefined}
        onClick={() => choose(place)}
      >
        {Icon ? <Icon size={15} stroke={1.6} aria-hidden /> : null}
        <span>{title}</span>
        {conditional ? (
          <IconArrowsSplit2 size={13} role="img" aria-label={words.conditional}>
            <title>{words.conditional}</title>
          </IconArrowsSplit2>
        ) : null}
      </button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={26} variant="subtle" aria-label={words.more(title)}>
            <IconDots size={15} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!beside(document, spot, -1)} onClick={() => reorder.step(spot, title, -1)}>
            {words.up}
          </Menu.Item>
          <Menu.Item disabled={!beside(document, spot, 1)} onClick={() => reorder.step(spot, title, 1)}>
            {words.down}
          </Menu.Item>
          <Menu.Item onClick={copy}>{words.duplicate}</Menu.Item>
          <Menu.Item color="red" onClick={drop}>
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
