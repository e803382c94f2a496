import type { Platform } from '../../platform/platform.ts';

const wakers = new WeakMap<Platform, () => void>();

/** An answer became complete in this process. */
export function wakeTaker(platform: Platform): void {
  wakers.get(platform)?.();
}

/** Who is woken then. */
export function onAnswer(platform: Platform, wake: () => void): void {
  wakers.set(platform, wake);
}
