import { type ReactNode, useEffect, useRef } from 'react';
import { arrive } from '../shell/useArrival.ts';
import styles from './PageHeader.module.css';

interface Props {
  title: string;
  /** The sentence before the figures: what is the case here, in words. */
  sentence?: ReactNode;
  /** Buttons, at most one of them filled. */
  actions?: ReactNode;
  /** Back to the list, breadcrumbs, a face: stands above or beside the title. */
  above?: ReactNode;
  beside?: ReactNode;
}

/** Title, sentence, actions. Names the browser tab and takes the focus when the page is entered. */
export function PageHeader({ title, sentence, actions, above, beside }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Onus`;
  }, [title]);
  useEffect(() => arrive(heading.current), []);
  return (
    <header className={styles.header}>
      {above ? <div className={styles.above}>{above}</div> : null}
      <div className={styles.line}>
        {beside}
        <div className={styles.words}>
          <h1 ref={heading} tabIndex={-1} data-arrival>
            {title}
          </h1>
          {sentence ? <p className={styles.sentence}>{sentence}</p> : null}
        </div>
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
    </header>
  );
}
