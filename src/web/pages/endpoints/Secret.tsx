import { Button } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../parts/Panel.tsx';
import styles from './Endpoints.module.css';
import { useEndpointWords } from './messages.ts';

/** Shown this once. */
export function Secret(of: { title: string; text: string; secret: string; close: () => void }) {
  const words = useEndpointWords();
  const [copied, setCopied] = useState(false);
  return (
    <Dialog open close={of.close} title={of.title}>
      <div className="stack">
        <p role="status">{of.text}</p>
        <div className={styles.code}>{of.secret}</div>
        <div className="row">
          <Button
            data-autofocus
            onClick={() => navigator.clipboard?.writeText(of.secret).then(() => setCopied(true))}
          >
            {copied ? words.copied : words.copy}
          </Button>
          <Button variant="filled" onClick={of.close}>
            {words.done}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
