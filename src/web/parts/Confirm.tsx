import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { messages } from '../i18n/messages.ts';
import { Dialog } from './Panel.tsx';

const useWords = messages({ en: { keep: 'Keep it' }, de: { keep: 'Behalten' } });

interface Props {
  open: boolean;
  close: () => void;
  title: string;
  /** What will be gone, and that it cannot be brought back. */
  children: ReactNode;
  /** The verb: "Delete the key". */
  act: string;
  onAct: () => void;
  busy?: boolean;
}

/** Only for what cannot be undone. Everything else happens at once and offers "Undo". */
export function Confirm({ open, close, title, children, act, onAct, busy }: Props) {
  const words = useWords();
  return (
    <Dialog open={open} close={close} title={title}>
      <div>{children}</div>
      <div className="row" style={{ marginTop: 20, justifyContent: 'flex-end' }}>
        <Button onClick={close} data-autofocus>
          {words.keep}
        </Button>
        <Button variant="filled" color="red" onClick={onAct} loading={busy}>
          {act}
        </Button>
      </div>
    </Dialog>
  );
}
