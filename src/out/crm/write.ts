import { currentCustomer } from '../../know/know.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Composed } from '../compose.ts';
import { allowInside } from '../request/url.ts';
import { crmValues, keysOf } from './facts.sql.ts';
import { CrmSettings, fillBody, fillUrl } from './template.ts';
import { tokenFor } from './token.ts';

export interface CrmWrite {
  endpointId: string;
  url: string;
  settings: Record<string, unknown>;
  customerId: string;
  /** Absent: only to be looked at. */
  secret?: string | undefined;
}

/** One request for each record that the CRM has of this customer. */
export async function crmRequests(platform: Platform, write: CrmWrite): Promise<Composed> {
  const settings = CrmSettings.parse(write.settings);
  const customerId = await currentCustomer(platform.db, write.customerId);
  const keys = await keysOf(platform.db, customerId, settings.source);
  if (keys.length === 0)
    return { nothing: `“${settings.source}” knows no such customer, so there is nothing to write.` };
  const values = await crmValues(platform.db, customerId, platform.config.baseUrl);
  try {
    const access = write.secret === undefined ? {} : await accessHeader(platform, write, settings);
    const given = Object.fromEntries(settings.headers.map(({ name, value }) => [name.toLowerCase(), value]));
    return {
      requests: keys.map((key) => ({
        method: settings.method,
        url: fillUrl(write.url, key),
        shown: fillUrl(write.url, key),
        headers: { 'content-type': 'application/json', 'user-agent': 'Onus', ...given, ...access },
        body: fillBody(settings.body, { ...values, key }, settings.allText),
      })),
    };
  } catch (error) {
    if (error instanceof Refusal) return { failure: error.message };
    throw error;
  }
}

async function accessHeader(
  platform: Platform,
  { endpointId, secret = '' }: CrmWrite,
  { access }: CrmSettings,
): Promise<Record<string, string>> {
  if (access.kind === 'header') return { [access.name.toLowerCase()]: `${access.prefix}${secret}` };
  const token = await tokenFor(endpointId, access, secret, allowInside(platform));
  return { authorization: `Bearer ${token}` };
}
