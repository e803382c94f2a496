import { useApi } from '../../../api/useApi.ts';
import { useFormat } from '../../../i18n/format.ts';
import type { APlan } from './invite.ts';
import { useInviteWords } from './messages.ts';

/** A plan in a sentence: “1 hour after Technician visit · 50 % of them · 2 reminders”. */
export function usePlanWords(): (plan: APlan) => string {
  const words = useInviteWords();
  const format = useFormat();
  const places =
    useApi<{ items: { key: string; name: string }[] }>(['touchpoints'], '/touchpoints').data?.items ?? [];
  const named = (key: string) => places.find((place) => place.key === key)?.name ?? key;
  return ({ settings, listed }) => {
    const { trigger, reminders, hours } = settings;
    const parts: string[] = [];
    if (trigger.kind === 'event') {
      const what = trigger.touchpoint ? named(trigger.touchpoint) : words.anything;
      const delay = trigger.delayMinutes === 0 ? words.atOnce : words.delay(trigger.delayMinutes / 60);
      parts.push(words.event(what, delay));
      if (trigger.outcome !== 'any') parts.push(words.form.outcomes[trigger.outcome]);
      if (trigger.share < 1) parts.push(words.shareOf(format.percent(trigger.share)));
    } else {
      const { audience } = trigger;
      const who =
        audience.kind === 'list'
          ? words.ofList(listed)
          : [
              audience.touchpoint ? words.whoWere(named(audience.touchpoint)) : '',
              ...Object.entries(audience.dims).map(([key, value]) => `${key}: ${value}`),
            ]
              .filter(Boolean)
              .join(', ') || words.everybody;
      parts.push(trigger.kind === 'once' ? words.once(who) : words.recurring(trigger.everyDays, who));
    }
    if (hours === 'business') parts.push(words.business);
    if (reminders > 0) parts.push(words.reminders(reminders));
    return parts.join(' · ');
  };
}
