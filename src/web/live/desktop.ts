import { api } from '../api/api.ts';
import { queries } from '../api/queries.ts';
import { live } from './live.ts';
import type { NoticePage } from './notices.ts';

/** Whether this browser may show notices outside of its window. */
export type Allowance = 'granted' | 'denied' | 'default' | 'impossible';

/** Known only where pages come over https or from this machine. */
export function allowance(): Allowance {
  return 'Notification' in window && window.isSecureContext ? Notification.permission : 'impossible';
}

/** Only ever after a press on the button that says so. */
export async function askAllowance(): Promise<Allowance> {
  if (allowance() !== 'default') return allowance();
  await Notification.requestPermission();
  await worker();
  return allowance();
}

/** Phones show notices through a worker only; it does nothing else. */
async function worker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  return navigator.serviceWorker.register('/notices.js').catch(() => undefined);
}

/** Shows what the server says belongs on the desktop, unless the person is looking at Onus anyway. */
export function showOnDesktop(): () => void {
  return live.onNotice((change) => {
    if (!change.desktop || allowance() !== 'granted' || document.hasFocus()) return;
    void show(change.id);
  });
}

async function show(id: string): Promise<void> {
  const { items } = await api.get<NoticePage>('/me/notices', { limit: 15 });
  void queries.invalidateQueries({ queryKey: ['notices'] });
  const one = items.find((item) => item.id === id);
  if (!one || one.readAt) return;
  // The same tag twice is one notice: a second window, or the page loaded again.
  const how = { body: one.text, tag: one.id, icon: '/icon-192.png', lang: document.documentElement.lang };
  const registered = await worker();
  if (registered) return registered.showNotification(one.title, { ...how, data: { href: one.href } });
  const shown = new Notification(one.title, how);
  shown.onclick = () => {
    window.focus();
    window.location.assign(one.href);
  };
}
