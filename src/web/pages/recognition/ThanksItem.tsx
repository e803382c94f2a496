import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import { Face, Faces } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { When } from '../../parts/When.tsx';
import { useThanksWords } from './messages.ts';
import styles from './Recognition.module.css';
import { type Recognition, touchedByThanks } from './recognition.ts';
import { ThankForm } from './ThankForm.tsx';

/** Somebody who went out of their way: for whom, what was said about it, and the thanks. */
export function ThanksItem({ item }: { item: Recognition }) {
  const words = useThanksWords();
  const format = useFormat();
  const [thanking, thank] = useState(false);
  const hide = useChange<boolean>({
    call: (hidden) => api.put(`/recognition/${item.id}/hidden`, { hidden }),
    touches: touchedByThanks,
    said: (_out, hidden) => (hidden ? words.hid : words.shown),
    undo: (_out, hidden) => api.put(`/recognition/${item.id}/hidden`, { hidden: !hidden }),
  });
  const { person } = item;
  const spoken = item.thanks.filter((one) => one.words);
  const others = item.thanks.filter((one) => !one.words);
  return (
    <article className={styles.item} aria-label={words.thanked(person.name)}>
      <Face person={person} size="l" decorative />
      <div className={styles.words}>
        <h3>
          <Title item={item} />
        </h3>
        <div className="tiny muted">
          <When at={item.at} />
          {person.departmentName ? ` · ${person.departmentName}` : ''}
          {item.case ? (
            <>
              {' · '}
              <Go to={`/inbox/${item.case.id}`}>{words.toCase(item.case.number)}</Go>
            </>
          ) : null}
          {item.hidden ? (
            <>
              {' '}
              <Chip>{words.hidden}</Chip>
            </>
          ) : null}
        </div>
        {item.case?.did ? <p className={styles.did}>{item.case.did}</p> : null}
        {item.words ? (
          <blockquote className={styles.customer}>
            <div className="tiny muted">{words.customer}</div>
            {item.words}
          </blockquote>
        ) : null}
        {spoken.map((one) => (
          <p key={one.by.id} className={styles.said}>
            <Face person={one.by} size="s" decorative />
            <span>
              <b>{words.from(one.by.name)}</b> {one.words}
            </span>
          </p>
        ))}
        {others.length > 0 ? (
          <div className={styles.said}>
            <Faces people={others.map((one) => one.by)} />
            <span className="tiny muted">
              {others.length === 1
                ? words.alsoOne(others[0]?.by.name ?? '')
                : words.also(format.list(others.map((one) => one.by.name)))}
            </span>
          </div>
        ) : null}
        <div className="row" style={{ marginTop: 8 }}>
          {item.may.thank && !thanking ? (
            <Button
              size="compact-md"
              onClick={() => thank(true)}
              aria-label={`${item.thanks.length > 0 ? words.join : words.thank}: ${person.name}`}
            >
              {item.thanks.length > 0 ? words.join : words.thank}
            </Button>
          ) : null}
          {item.may.hide ? (
            <Button
              size="compact-md"
              variant="subtle"
              onClick={() => hide.mutate(!item.hidden)}
              loading={hide.isPending}
              aria-label={item.hidden ? words.show : words.hideNamed}
            >
              {item.hidden ? words.show : words.hide}
            </Button>
          ) : null}
        </div>
        {thanking ? <ThankForm item={item} done={() => thank(false)} /> : null}
      </div>
    </article>
  );
}

function Title({ item }: { item: Recognition }) {
  const words = useThanksWords();
  const who = item.person.name;
  if (!item.case) return words.thanked(who);
  if (!item.case.steppedIn) return words.helped(who);
  return item.case.touchpoint ? words.stepped(who, item.case.touchpoint) : words.steppedNowhere(who);
}
