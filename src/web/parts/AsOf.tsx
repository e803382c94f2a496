import { useEffect, useState } from 'react';
import { useOrganisation } from '../api/me.ts';
import { useFormat } from '../i18n/format.ts';
import { messages } from '../i18n/messages.ts';
import styles from './AsOf.module.css';
import { addDays, dayOf } from './period.ts';
import { useUrl } from './useUrl.ts';

const useWords = messages({
  en: { asOf: 'as of', slide: 'Day, by sliding', day: 'Day', today: 'Today' },
  de: { asOf: 'Stand', slide: 'Tag, durch Schieben', day: 'Tag', today: 'Heute' },
});

/** The day looked at, kept in the address as `?asOf=`; today when it is not there. */
export function useAsOf(): { day: string; isToday: boolean; set: (day: string) => void } {
  const [url, setUrl] = useUrl();
  const { timezone } = useOrganisation();
  const today = dayOf(new Date(), timezone);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(url.asOf ?? '') ? (url.asOf as string) : today;
  return { day, isToday: day === today, set: (next) => setUrl({ asOf: next === today ? undefined : next }) };
}

/** 250 ms: the slider moves freely, the server is asked when the hand rests. */
const rest = 250;

/** A day slider over the last `back` days and the next `ahead`, with the date itself to type. */
export function AsOf({ back = 365, ahead = 60 }: { back?: number; ahead?: number }) {
  const words = useWords();
  const format = useFormat();
  const { timezone } = useOrganisation();
  const today = dayOf(new Date(), timezone);
  const { day, isToday, set } = useAsOf();
  const at = daysBetween(today, day);
  const [hand, setHand] = useState<number>();
  const shown = hand === undefined ? day : addDays(today, hand);
  useEffect(() => {
    if (hand === undefined) return;
    const timer = setTimeout(() => {
      set(addDays(today, hand));
      setHand(undefined);
    }, rest);
    return () => clearTimeout(timer);
  });
  return (
    <div className={styles.asOf}>
      <span className="tiny muted">{words.asOf}</span>
      <input
        type="range"
        min={-back}
        max={ahead}
        value={Math.max(-back, Math.min(ahead, hand ?? at))}
        aria-label={words.slide}
        aria-valuetext={format.date(shown)}
        onChange={(event) => setHand(Number(event.currentTarget.value))}
      />
      <input
        type="date"
        className={styles.date}
        value={shown}
        aria-label={words.day}
        onChange={(event) => event.currentTarget.value && set(event.currentTarget.value)}
      />
      <button type="button" className={styles.today} onClick={() => set(today)} disabled={isToday}>
        {words.today}
      </button>
    </div>
  );
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
