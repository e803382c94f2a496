import { useEffect, useState } from 'react';
import type { Others } from '../../close/here.ts';
import { api, apiPath } from '../api/api.ts';
import { useMe } from '../api/me.ts';
import type { Wire } from '../api/wire.ts';
import { live } from './live.ts';

const BEAT_MS = 5000;
/** Since the last letter. */
const WRITING_MS = 4000;
const tab = crypto.randomUUID?.() ?? Math.random().toString(36).slice(2);

export type Other = Wire<Others>['others'][number];

/** Says that I have this case open and whether I write; gives back who else does. Hidden tabs are not there. */
export function usePresence(caseId: string): Other[] {
  const [others, setOthers] = useState<Other[]>([]);
  const { person } = useMe();
  useEffect(() => {
    if (!person.id) return;
    let gone = false;
    let wroteAt = Number.NEGATIVE_INFINITY;
    const path = `/cases/${caseId}/presence`;
    const doing = () => (Date.now() - wroteAt < WRITING_MS ? 'writing' : 'here');
    const say = () => {
      if (document.visibilityState !== 'visible') return;
      api.post<Wire<Others>>(path, { doing: doing(), tab }).then(
        (answer) => {
          if (!gone) setOthers(answer.others);
        },
        // Who else is there is nothing to trouble anybody with.
        () => undefined,
      );
    };
    const leave = () => {
      const body = new Blob([JSON.stringify({ doing: 'gone', tab })], { type: 'application/json' });
      navigator.sendBeacon(apiPath(path), body);
    };
    const look = () => (document.visibilityState === 'visible' ? say() : leave());
    let stopped: number | undefined;
    const write = ({ target }: Event) => {
      if (!(target instanceof HTMLTextAreaElement)) return;
      const began = doing() === 'here';
      wroteAt = Date.now();
      if (began) say();
      clearTimeout(stopped);
      stopped = window.setTimeout(say, WRITING_MS + 100);
    };
    say();
    const beat = window.setInterval(say, BEAT_MS);
    const off = live.onPresence((id) => {
      if (id === caseId) say();
    });
    document.addEventListener('visibilitychange', look);
    document.addEventListener('input', write, true);
    window.addEventListener('pagehide', leave);
    return () => {
      gone = true;
      clearInterval(beat);
      clearTimeout(stopped);
      off();
      document.removeEventListener('visibilitychange', look);
      document.removeEventListener('input', write, true);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [caseId, person.id]);
  return others;
}
