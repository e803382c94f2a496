import type { NoticeItem, NoticeSettings as SettingsShape } from '../../platform/notices/shapes.ts';
import { api } from '../api/api.ts';
import { queries } from '../api/queries.ts';
import { type Key, useApi } from '../api/useApi.ts';
import type { Wire } from '../api/wire.ts';
import { askingPeriod } from './live.ts';

export type Notice = Wire<NoticeItem>;
export type NoticeSettings = Wire<SettingsShape>;

export interface NoticePage {
  items: Notice[];
  next: string | null;
  unread: number;
}

export const noticesKey: Key = ['notices'];

export function useNotices(limit = 30) {
  return useApi<NoticePage>([...noticesKey], '/me/notices', { query: { limit }, live: askingPeriod });
}

export async function markRead(which: {
  ids?: string[];
  about?: { kind: string; id: string };
  all?: boolean;
  unread?: boolean;
}): Promise<void> {
  await api.post('/me/notices/read', which);
  await queries.invalidateQueries({ queryKey: noticesKey });
}
