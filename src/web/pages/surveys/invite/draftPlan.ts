import type { APlan, Settings } from './invite.ts';

/** A plan as the form holds it: everything it could become, whatever is chosen now. */
export interface DraftPlan {
  name: string;
  kind: 'event' | 'once' | 'recurring';
  touchpoint: string | null;
  outcome: 'any' | 'fine' | 'failed';
  delayHours: string;
  sharePercent: string;
  audience: 'customers' | 'list';
  dimension: string;
  value: string;
  withinDays: string;
  everyDays: string;
  list: string;
  hours: 'any' | 'business';
  priority: string;
  reminders: string;
  remindAfterDays: string;
  expiresDays: string;
  subject: Record<string, string>;
  body: Record<string, string>;
}

export interface FieldProps {
  draft: DraftPlan;
  set: (part: Partial<DraftPlan>) => void;
}

export function draftOf(plan: APlan | undefined, touchpoint: string | null): DraftPlan {
  const settings = plan?.settings;
  const trigger = settings?.trigger;
  const event = trigger?.kind === 'event' ? trigger : undefined;
  const audience = trigger && trigger.kind !== 'event' ? trigger.audience : undefined;
  const customers = audience?.kind === 'customers' ? audience : undefined;
  const [dimension = '', value = ''] = Object.entries(customers?.dims ?? {})[0] ?? [];
  return {
    name: plan?.name ?? '',
    kind: trigger?.kind ?? 'event',
    touchpoint: plan ? (event?.touchpoint ?? customers?.touchpoint ?? null) : touchpoint,
    outcome: event?.outcome ?? 'any',
    delayHours: String(event ? event.delayMinutes / 60 : 1),
    sharePercent: String(event ? Math.round(event.share * 10_000) / 100 : 100),
    audience: audience?.kind ?? 'customers',
    dimension,
    value,
    withinDays: String(customers?.withinDays ?? 90),
    everyDays: String(trigger?.kind === 'recurring' ? trigger.everyDays : 90),
    list: '',
    hours: settings?.hours ?? 'any',
    priority: String(settings?.priority ?? 50),
    reminders: String(settings?.reminders ?? 1),
    remindAfterDays: String(settings?.remindAfterDays ?? 4),
    expiresDays: String(settings?.expiresDays ?? 30),
    subject: settings?.subject ?? {},
    body: settings?.body ?? {},
  };
}

/** What stays as it is where the form has no field for it: the kind of interaction, further values of a segment. */
export function settingsOf(draft: DraftPlan, before?: Settings): Settings {
  const { touchpoint } = draft;
  const old = before?.trigger;
  const oldDims = old && old.kind !== 'event' && old.audience.kind === 'customers' ? old.audience.dims : {};
  const [first] = Object.keys(oldDims);
  const others = Object.fromEntries(Object.entries(oldDims).filter(([key]) => key !== first));
  const audience: Extract<Settings['trigger'], { kind: 'once' }>['audience'] =
    draft.audience === 'list'
      ? { kind: 'list' }
      : {
          kind: 'customers',
          dims: { ...others, ...(draft.dimension && draft.value ? { [draft.dimension]: draft.value } : {}) },
          touchpoint,
          withinDays: Number(draft.withinDays),
        };
  return {
    trigger:
      draft.kind === 'event'
        ? {
            kind: 'event',
            touchpoint,
            interaction: old?.kind === 'event' ? (old.interaction ?? null) : null,
            outcome: draft.outcome,
            delayMinutes: Math.round(Number(draft.delayHours) * 60),
            share: Number(draft.sharePercent) / 100,
          }
        : draft.kind === 'once'
          ? { kind: 'once', at: old?.kind === 'once' ? (old.at ?? null) : null, audience }
          : { kind: 'recurring', everyDays: Number(draft.everyDays), audience },
    hours: draft.hours,
    priority: Number(draft.priority),
    reminders: Number(draft.reminders),
    remindAfterDays: Number(draft.remindAfterDays),
    expiresDays: Number(draft.expiresDays),
    subject: written(draft.subject),
    body: written(draft.body),
  };
}

function written(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
}
