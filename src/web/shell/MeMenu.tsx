import { Menu } from '@mantine/core';
import { useMe } from '../api/me.ts';
import { Face } from '../parts/Face.tsx';
import styles from './MeMenu.module.css';
import { MeMenuItems } from './MeMenuItems.tsx';

export function MeMenu({ className }: { className?: string }) {
  const { person } = useMe();
  return (
    <Menu position="top-start" width={232}>
      <Menu.Target>
        <button type="button" className={`${styles.me} ${className ?? ''}`}>
          <Face person={person} decorative />
          <span className={styles.who}>
            {person.name}
            {person.departmentName ? <small>{person.departmentName}</small> : null}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <MeMenuItems />
      </Menu.Dropdown>
    </Menu>
  );
}
