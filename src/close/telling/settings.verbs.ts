import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Platform } from '../../platform/platform.ts';
import { readTelling, writeTelling } from './settings.sql.ts';
import type { TellingSettings } from './settings.ts';

export function tellingSettings(platform: Platform): Promise<TellingSettings> {
  return readTelling(platform.db);
}

export async function setTelling(
  platform: Platform,
  actor: Actor,
  settings: TellingSettings,
): Promise<TellingSettings> {
  require(actor, 'settings:write');
  await platform.db.tx(async (tx) => {
    const before = await readTelling(tx);
    await writeTelling(tx, settings, platform.clock.now(), actor.personId);
    await audit(tx, platform, actor, {
      verb: 'settings.changed',
      subject: { kind: 'setting', id: 'telling' },
      detail: { before, after: settings },
    });
  });
  return settings;
}
