import { standInsFor } from '../own/own.ts';
import type { Runner } from '../platform/database.ts';
import type { Working } from './life.ts';

/** Whether the person at work acts for this one now, at the case's touchpoint. */
export async function actsFor(
  on: Runner,
  forId: string,
  { personId, now, case: found }: Omit<Working, 'tx'>,
): Promise<boolean> {
  const [acting] = await standInsFor(on, [{ personId: forId, touchpointId: found.touchpointId }], now);
  return acting?.person.id === personId;
}
