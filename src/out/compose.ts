import type { Platform } from '../platform/platform.ts';
import { unseal } from '../platform/secrets.ts';
import { chatBody } from './chat/chat.ts';
import { forgetToken } from './crm/token.ts';
import { crmRequests } from './crm/write.ts';
import { type EndpointRow, secretsOf } from './endpoint.sql.ts';
import { purposeOf } from './purpose.ts';
import type { Outgoing } from './request/post.ts';
import type { Claim } from './send.ts';
import { signedHeaders } from './signing.ts';

/** What is to be sent, each with its address as it may be shown; or why nothing can be sent, or need not. */
export type Composed =
  | { requests: (Outgoing & { shown: string })[] }
  | { failure: string }
  | { nothing: string };

export async function compose(platform: Platform, claim: Claim, at: Date): Promise<Composed> {
  switch (claim.endpoint.kind) {
    case 'webhook':
      return webhook(platform, claim, at);
    case 'slack':
    case 'teams':
      return chat(platform, claim, claim.endpoint.kind);
    case 'crm':
      return crm(platform, claim, at);
  }
}

async function webhook(platform: Platform, { endpoint, deliveries }: Claim, at: Date): Promise<Composed> {
  const holding = await secrets(platform, endpoint, at);
  const requests = deliveries.map(({ messageId: id, body }) => ({
    method: 'POST',
    url: endpoint.address,
    shown: endpoint.address,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Onus',
      ...signedHeaders({ id, at, body }, holding),
    },
    body,
  }));
  return { requests };
}

async function chat(
  platform: Platform,
  { endpoint, deliveries }: Claim,
  kind: 'slack' | 'teams',
): Promise<Composed> {
  const url = unseal(platform.config, purposeOf(endpoint.id), endpoint.sealedUrl ?? '');
  const headers = { 'content-type': 'application/json', 'user-agent': 'Onus' };
  const body = await chatBody(platform, kind, deliveries);
  return { requests: [{ method: 'POST', url, shown: endpoint.address, headers, body }] };
}

async function crm(platform: Platform, { endpoint, deliveries }: Claim, at: Date): Promise<Composed> {
  const customerId = deliveries[0]?.customerId;
  if (!customerId) return { nothing: 'This is about no customer, so there is nothing to write.' };
  const [secret] = await secrets(platform, endpoint, at);
  const { id: endpointId, address: url, settings } = endpoint;
  return crmRequests(platform, { endpointId, url, settings, customerId, secret: secret ?? '' });
}

/** A token that is not taken any more is asked for anew at the next try. */
export async function forgetAccess(platform: Platform, endpoint: EndpointRow): Promise<void> {
  if (endpoint.kind !== 'crm') return;
  for (const secret of await secrets(platform, endpoint, platform.clock.now()))
    forgetToken(endpoint.id, secret);
}

async function secrets(platform: Platform, { id }: EndpointRow, at: Date): Promise<string[]> {
  const sealed = await secretsOf(platform.db, id, at);
  return sealed.map((one) => unseal(platform.config, purposeOf(id), one));
}
