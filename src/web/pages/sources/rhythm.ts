import { useLanguage } from '../../i18n/language.ts';

/** "every day", "alle 6 Stunden"; nothing where none is agreed. */
export function useRhythm(): (hours: number | null) => string {
  const german = useLanguage() === 'de';
  return (hours) => (hours === null ? '' : german ? auf(hours) : every(hours));
}

function every(hours: number): string {
  const [n, one, many] = units(hours, ['hour', 'hours'], ['day', 'days'], ['week', 'weeks']);
  return n === 1 ? `every ${one}` : `every ${n} ${many}`;
}

function auf(hours: number): string {
  const [n, one, many] = units(
    hours,
    ['jede Stunde', 'Stunden'],
    ['jeden Tag', 'Tage'],
    ['jede Woche', 'Wochen'],
  );
  return n === 1 ? one : `alle ${n} ${many}`;
}

type Unit = [one: string, many: string];

function units(hours: number, hour: Unit, day: Unit, week: Unit): [number, string, string] {
  if (hours % 168 === 0) return [hours / 168, ...week];
  if (hours % 24 === 0) return [hours / 24, ...day];
  return [hours, ...hour];
}
