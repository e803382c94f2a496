import { Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { seal } from '../platform/secrets.ts';
import { typeNames } from './catalogue/catalogue.ts';
import { checkedCrm } from './crm/check.ts';
import type { CrmSettings } from './crm/template.ts';
import { unknownDepartments } from './endpoint.sql.ts';
import type { EndpointKind } from './endpoint.ts';
import { purposeOf } from './purpose.ts';
import { checkedUrl } from './request/url.ts';

/** What somebody entered, whatever the kind. */
export interface Wished {
  id: string;
  kind: EndpointKind;
  url: string;
  eventTypes: string[];
  departments: string[];
  settings: CrmSettings | null;
}

export interface Kept {
  address: string;
  sealedUrl: string | null;
  settings: Record<string, unknown>;
}

/** Checks it, and gives what is stored of it. @throws Refusal for everything that could never work */
export async function settled(platform: Platform, wished: Wished): Promise<Kept> {
  knownTypes(wished.eventTypes);
  const strange = await unknownDepartments(platform.db, wished.departments);
  if (strange.length > 0) {
    throw new Refusal('unknown_department', `There is no department ${strange.join(', ')}.`, { strange });
  }
  if (wished.kind === 'crm') {
    const settings = wished.settings as CrmSettings;
    const address = await checkedCrm(platform, { ...wished, settings });
    return { address, sealedUrl: null, settings: { ...settings } };
  }
  const url = await checkedUrl(platform, wished.url);
  if (wished.kind === 'webhook') return { address: url, sealedUrl: null, settings: {} };
  // Whoever knows the address of a channel may write into it.
  const sealedUrl = seal(platform.config, purposeOf(wished.id), url);
  return { address: `${new URL(url).origin}/…${url.slice(-4)}`, sealedUrl, settings: {} };
}

function knownTypes(types: readonly string[]): void {
  const unknown = types.filter((type) => !typeNames.includes(type));
  if (unknown.length === 0) return;
  throw new Refusal(
    'unknown_event_type',
    `There is no kind of event called ${unknown.map((type) => `“${type}”`).join(', ')}. The catalogue (/event-types) lists them all.`,
    { unknown, known: typeNames },
  );
}

/** Else whoever may change the address could have the secret sent to a server of their own. */
export function secretGoesElsewhere(before: Wished, after: Wished): boolean {
  if (after.kind !== 'crm') return false;
  const to = ({ url, settings }: Wished) => {
    const access = settings?.access;
    const token = access?.kind === 'client_credentials' ? URL.parse(access.tokenUrl)?.origin : '';
    return [URL.parse(url)?.origin, access?.kind, token].join(' ');
  };
  return to(before) !== to(after);
}
