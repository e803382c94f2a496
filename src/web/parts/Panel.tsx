import { Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNarrow } from './useNarrow.ts';

interface Props {
  open: boolean;
  close: () => void;
  title: ReactNode;
  children: ReactNode;
  size?: 'sm' | 'md' | 'lg' | 'xl';
}

/**
 * Looks at one thing without leaving the list: from the right, closes with Esc.
 * What is open belongs in the address (`useUrl`), so that the link restores it.
 */
export function SidePanel({ open, close, title, children, size = 'lg' }: Props) {
  const small = useNarrow();
  return (
    <Drawer opened={open} onClose={close} title={title} size={small ? '100%' : size}>
      {children}
    </Drawer>
  );
}

/** Asks for something short and necessary: up to five fields. More is a page. */
export function Dialog({ open, close, title, children, size = 'md' }: Props) {
  const small = useNarrow();
  return (
    <Modal opened={open} onClose={close} title={title} size={size} fullScreen={small}>
      {children}
    </Modal>
  );
}
