import { z } from 'zod';
import { type RoomRoutes, roomRoutes, route } from '../http/route.ts';
import type { Platform } from '../platform.ts';
import { listNotices, noticeSettings, readNotices, saveNoticeSettings } from './notices.ts';
import { NoticeList, NoticeSettings, ReadInput } from './shapes.ts';

const Query = z.object({
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  unread: z.stringbool().optional(),
});

export function routes(platform: Platform): RoomRoutes {
  return roomRoutes('Notices', [
    route(
      'get',
      '/me/notices',
      'signed-in',
      { summary: 'What I was told, the newest first', query: Query, answers: NoticeList },
      ({ query, actor }) => listNotices(platform, actor, query),
    ),
    route(
      'post',
      '/me/notices/read',
      'signed-in',
      {
        summary: 'Mark notices as read: these, those about a thing, or all',
        body: ReadInput,
        answers: z.object({ unread: z.int() }),
      },
      ({ body, actor }) => readNotices(platform, actor, body),
    ),
    route(
      'get',
      '/me/notice-settings',
      'signed-in',
      { summary: 'What I am told, how and when', answers: NoticeSettings },
      ({ actor }) => noticeSettings(platform, actor),
    ),
    route(
      'put',
      '/me/notice-settings',
      'signed-in',
      { summary: 'Choose what I am told, how and when', body: NoticeSettings, answers: NoticeSettings },
      ({ body, actor }) => saveNoticeSettings(platform, actor, body),
    ),
  ]);
}
