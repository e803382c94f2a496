import { Menu, useMantineColorScheme } from '@mantine/core';
import { useMe } from '../api/me.ts';
import { type Language, languages, setLanguage, useLanguage } from '../i18n/language.ts';
import { useGo } from '../parts/useGo.ts';
import { ask } from './commands.ts';
import { useShellWords } from './messages.ts';
import { useSignOut } from './useSignOut.ts';

const schemes = ['light', 'dark', 'auto'] as const;
type Scheme = (typeof schemes)[number];

/** What stands in the menu under my name, on the desk and on the phone. */
export function MeMenuItems() {
  const words = useShellWords();
  const chosen = useLanguage();
  const { demo } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const go = useGo();
  const signOut = useSignOut();
  return (
    <>
      <Menu.Label>{words.language}</Menu.Label>
      <Menu.RadioGroup value={chosen} onChange={(key) => setLanguage(key as Language)}>
        {Object.entries(languages).map(([key, name]) => (
          <Menu.RadioItem key={key} value={key} lang={key}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Label>{words.colour}</Menu.Label>
      <Menu.RadioGroup value={colorScheme} onChange={(key) => setColorScheme(key as Scheme)}>
        {schemes.map((key) => (
          <Menu.RadioItem key={key} value={key}>
            {words[key]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
      <Menu.Item onClick={() => ask('shortcuts')} rightSection={<kbd className="tiny dim">?</kbd>}>
        {words.shortcuts}
      </Menu.Item>
      {demo ? <Menu.Item onClick={() => go('/outbox')}>{words.outbox}</Menu.Item> : null}
      <Menu.Item onClick={signOut}>{words.signOut}</Menu.Item>
    </>
  );
}
