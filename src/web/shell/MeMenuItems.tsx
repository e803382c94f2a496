import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMe } from '../api/me.ts';
import { type Language, languages, setLanguage, useLanguage } from '../i18n/language.ts';
import { useGo } from '../parts/useGo.ts';
import { ask } from './commands.ts';
import { useShellWords } from './messages.ts';
import { useSignOut } from './useSignOut.ts';

/** What stands in the menu under my name, on the desk and on the phone. */
export function MeMenuItems() {
  const words = useShellWords();
  const chosen = useLanguage();
  const { demo } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const go = useGo();
  const signOut = useSignOut();
  const schemes = { light: words.light, dark: words.dark, auto: words.auto };
  return (
    <>
      <Menu.Label>{words.language}</Menu.Label>
      {Object.entries(languages).map(([key, name]) => (
        <Choice key={key} on={chosen === key} pick={() => setLanguage(key as Language)}>
          <span lang={key}>{name}</span>
        </Choice>
      ))}
      <Menu.Label>{words.colour}</Menu.Label>
      {(['light', 'dark', 'auto'] as const).map((key) => (
        <Choice key={key} on={colorScheme === key} pick={() => setColorScheme(key)}>
          {schemes[key]}
        </Choice>
      ))}
      <Menu.Divider />
      <Menu.Item onClick={() => ask('shortcuts')} rightSection={<kbd className="tiny dim">?</kbd>}>
        {words.shortcuts}
      </Menu.Item>
      {demo ? <Menu.Item onClick={() => go('/outbox')}>{words.outbox}</Menu.Item> : null}
      <Menu.Item onClick={signOut}>{words.signOut}</Menu.Item>
    </>
  );
}

function Choice(props: { on: boolean; pick: () => void; children: React.ReactNode }) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={props.on}
      onClick={props.pick}
      closeMenuOnClick={false}
      rightSection={props.on ? <IconCheck size={14} aria-hidden /> : null}
    >
      {props.children}
    </Menu.Item>
  );
}
