import { useMantineColorScheme } from '@mantine/core';
import { useMay } from '../api/me.ts';
import { languages, setLanguage, useLanguage } from '../i18n/language.ts';
import { caseSections, flowSections, journeySections, nameOf, ownershipSections } from '../parts/sections.ts';
import { useGo } from '../parts/useGo.ts';
import { ask } from './commands.ts';
import { useFinderWords } from './finder.messages.ts';
import { useShellWords } from './messages.ts';
import { places } from './places.ts';
import { useSignOut } from './useSignOut.ts';

interface Action {
  label: string;
  act: () => void;
}

/** Pages to go to and things to do that match what was typed, in the person's language. */
export function useFinderActions(query: string): { label: string; actions: Action[] }[] {
  const words = useFinderWords();
  const shell = useShellWords();
  const go = useGo();
  const signOut = useSignOut();
  const { setColorScheme } = useMantineColorScheme();
  const language = useLanguage();
  const other = language === 'en' ? 'de' : 'en';
  const mayEndpoints = useMay('endpoint:read');
  const wanted = query.trim().toLowerCase();
  const matches = (action: Action) => action.label.toLowerCase().includes(wanted);
  // The rooms stand there at once; the pages within them come up when something is typed.
  const within = [
    { room: shell.places.inbox, sections: caseSections },
    { room: shell.places.journeys, sections: journeySections },
    { room: shell.places.flow, sections: flowSections },
    { room: shell.places.ownership, sections: ownershipSections.flat() },
  ].flatMap(({ room, sections }) =>
    sections.slice(1).map((section) => ({
      label: `${room} · ${nameOf(section, language)}`,
      act: () => go(section[0]),
    })),
  );
  const pages = [
    ...places.map((place) => ({ label: shell.places[place.key], act: () => go(place.path) })),
    ...(wanted
      ? [
          ...within,
          ...(['offered', 'all', 'closed'] as const).map((view) => ({
            label: `${shell.places.inbox} · ${words.inbox[view]}`,
            act: () => go(`/inbox?view=${view}`),
          })),
          { label: words.impact, act: () => go('/impact') },
          ...(mayEndpoints ? [{ label: words.endpoints, act: () => go('/endpoints') }] : []),
        ]
      : []),
  ];
  const dark = document.documentElement.dataset.mantineColorScheme === 'dark';
  const doings = [
    { label: words.import, act: () => go('/sources/import') },
    { label: dark ? words.light : words.dark, act: () => setColorScheme(dark ? 'light' : 'dark') },
    { label: words.speak(languages[other]), act: () => setLanguage(other) },
    { label: shell.shortcuts, act: () => ask('shortcuts') },
    { label: shell.signOut, act: signOut },
  ];
  return [
    { label: words.pages, actions: pages.filter(matches) },
    { label: words.actions, actions: doings.filter(matches) },
  ].filter((group) => group.actions.length > 0);
}
