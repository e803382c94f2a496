import { useSyncExternalStore } from 'react';

export type Language = 'en' | 'de';
export const languages: Record<Language, string> = { en: 'English', de: 'Deutsch' };

const kept = 'onus.language';
const listeners = new Set<() => void>();
let current: Language = read();

function read(): Language {
  try {
    const chosen = localStorage.getItem(kept);
    if (chosen === 'en' || chosen === 'de') return chosen;
  } catch {
    // Storage may be switched off; the browser's language holds then.
  }
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';
}

export function language(): Language {
  return current;
}

/** Changes the language everywhere at once and remembers it on this device. */
export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(kept, next);
  } catch {
    // Not remembered, but used until the page is closed.
  }
  for (const tell of listeners) tell();
}

/** The organisation's language, where the person has not chosen one on this device. */
export function suggestLanguage(next: string | undefined): void {
  try {
    if (localStorage.getItem(kept)) return;
  } catch {
    return;
  }
  if ((next === 'en' || next === 'de') && next !== current) {
    current = next;
    document.documentElement.lang = next;
    for (const tell of listeners) tell();
  }
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language);
}
