import { sql } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { checkedUrl } from '../request/url.ts';
import { crmFieldNames } from './facts.sql.ts';
import { type CrmSettings, fieldsIn, fillUrl } from './template.ts';

/** Said by the protocol or by us. */
const reserved = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'user-agent',
  'expect',
  'upgrade',
]);

/**
 * Everything that can be known to be wrong before the first request. @returns the address as it is kept
 * @throws Refusal `bad_address`, `unknown_source`, `bad_template`, `unknown_field`, `header_refused`, `not_about_customers`
 */
export async function checkedCrm(
  platform: Platform,
  given: { url: string; settings: CrmSettings; eventTypes: readonly string[] },
): Promise<string> {
  const { settings } = given;
  const other = given.eventTypes.filter((type) => !/^(case|response|customer)\./.test(type));
  if (other.length > 0) {
    throw new Refusal(
      'not_about_customers',
      `A customer’s record can be written only after events about customers; ${other.join(', ')} is not one.`,
      {
        eventTypes: other,
        errors: [{ path: 'eventTypes', message: `not about customers: ${other.join(', ')}` }],
      },
    );
  }
  const source = await platform.db.maybe(sql`select 1 from sources where key = ${settings.source}`);
  if (!source) throw wrong('unknown_source', 'settings.source', `There is no source “${settings.source}”.`);
  const taken = new Set([
    settings.access.kind === 'header' ? settings.access.name.toLowerCase() : 'authorization',
  ]);
  for (const { name } of settings.headers) {
    const low = name.toLowerCase();
    if (reserved.has(low) || taken.has(low))
      throw wrong('header_refused', 'settings.headers', `The header “${name}” cannot be set here.`);
    taken.add(low);
  }
  await checkTemplate(platform, settings);
  if (settings.access.kind === 'client_credentials') await checkedUrl(platform, settings.access.tokenUrl);
  return checkedRecordUrl(platform, given.url);
}

/** {key} belongs behind the name of the server: who delivers keys must not choose where our token goes. */
async function checkedRecordUrl(platform: Platform, url: string): Promise<string> {
  const strange = fieldsIn(url).filter((name) => name !== 'key');
  const [, path = ''] = /^[a-z]+:\/\/[^/?#]*(.*)$/i.exec(url) ?? [];
  if (
    strange.length > 0 ||
    !path.includes('{key}') ||
    url.split('{key}').length !== path.split('{key}').length
  ) {
    throw wrong(
      'bad_address',
      'url',
      'The address must hold {key} once or more, behind the name of the server, and no other field.',
    );
  }
  await checkedUrl(platform, fillUrl(url, 'key'));
  return url;
}

async function checkTemplate(platform: Platform, { body }: CrmSettings): Promise<void> {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch (error) {
    throw wrong('bad_template', 'settings.body', `The body is not JSON: ${(error as Error).message}.`);
  }
  if (read === null || typeof read !== 'object')
    throw wrong('bad_template', 'settings.body', 'The body must be a JSON object or a list.');
  const known = await crmFieldNames(platform.db);
  const strange = fieldsIn(body).filter((name) => !known.includes(name));
  if (strange.length > 0)
    throw wrong(
      'unknown_field',
      'settings.body',
      `There is no field ${strange.map((one) => `{${one}}`).join(', ')}. There are: ${known.join(', ')}.`,
    );
}

function wrong(code: string, path: string, message: string): Refusal {
  return new Refusal(code, message, { errors: [{ path, message }] });
}
