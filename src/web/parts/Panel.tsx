import { Drawer, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface Props {
  open: boolean;
  close: () => void;
  title: ReactNode;
  children: ReactNode;
  size?: 'sm' | 'md' | 'lg' | 'xl';
}

/** Below this width a panel fills the screen. The same width at which the sidebar becomes the bottom bar. */
const phone = '(max-width: 760px)';

/**
 * Looks at one thing without leaving the list: from the right, closes with Esc.
 * What is open belongs in the address (`useUrl`), so that the link restores it.
 */
export function SidePanel({ open, close, title, children, size = 'lg' }: Props) {
  const small = useMediaQuery(phone);
  return (
    <Drawer opened={open} onClose={close} title={title} size={small ? '100%' : size}>
      {children}
    </Drawer>
  );
}

/** Asks for something short and necessary: up to five fields. More is a page. */
export function Dialog({ open, close, title, children, size = 'md' }: Props) {
  const small = useMediaQuery(phone);
  return (
    <Modal opened={open} onClose={close} title={title} size={size} fullScreen={small}>
      {children}
    </Modal>
  );
}
