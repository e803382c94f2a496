import { z } from 'zod';
import { isTimezone } from '../timezone.ts';
import { mailWays, noticeKinds } from './kinds.ts';

const Way = z.enum(mailWays);
const minute = z.int().min(0).max(1439);
const weekday = z.int().min(1).max(7);

export const NoticeItem = z
  .object({
    id: z.uuid(),
    kind: z.enum(noticeKinds),
    subject: z.object({ kind: z.string(), id: z.string() }).nullable(),
    href: z.string().meta({ description: 'Where it leads, below the base address.' }),
    title: z.string(),
    text: z.string(),
    urgent: z.boolean(),
    desktop: z.boolean().meta({ description: 'Is shown on the desktop as it comes.' }),
    at: z.date(),
    readAt: z.date().nullable(),
  })
  .meta({ id: 'Notice' });
export type NoticeItem = z.infer<typeof NoticeItem>;

export const NoticeList = z
  .object({
    items: z.array(NoticeItem),
    next: z.string().nullable(),
    unread: z.int().meta({ description: '100: that many or more.' }),
  })
  .meta({ id: 'NoticeList' });

export const ReadInput = z
  .object({
    ids: z.array(z.uuid()).max(500).optional(),
    about: z.object({ kind: z.string().max(40), id: z.string().max(80) }).optional(),
    all: z.boolean().optional(),
    unread: z.boolean().default(false).meta({ description: 'Takes it back for these ids.' }),
  })
  .refine((one) => one.ids || one.about || one.all, 'needs ids, about or all')
  .refine((one) => !one.unread || one.ids, 'unread goes by ids')
  .meta({ id: 'NoticesRead' });

export const Hours = z
  .object({
    timezone: z.string().refine(isTimezone, 'is not a time zone such as Europe/Berlin'),
    quietFrom: minute
      .nullable()
      .meta({ description: 'Minutes of the day in the time zone; null: no quiet hours.' }),
    quietUntil: minute.nullable(),
    quietDays: z.array(weekday).max(7).meta({ description: 'Whole days, 1 Monday to 7 Sunday.' }),
    urgentPasses: z.boolean(),
    digest: z.enum(['daily', 'weekly']),
    digestAt: minute,
    digestOn: weekday,
  })
  .refine(
    (one) => (one.quietFrom === null) === (one.quietUntil === null),
    'quiet hours need a beginning and an end',
  )
  .refine(
    (one) => one.quietFrom === null || one.quietFrom !== one.quietUntil,
    'quiet hours end when they begin',
  );

const Choice = z.object({ kind: z.enum(noticeKinds), inApp: z.boolean(), desktop: z.boolean(), mail: Way });

export const NoticeSettings = z
  .object({ hours: Hours, kinds: z.array(Choice).max(noticeKinds.length) })
  .meta({ id: 'NoticeSettings' });
export type NoticeSettings = z.infer<typeof NoticeSettings>;
