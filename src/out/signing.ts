import { createHmac, randomBytes } from 'node:crypto';

/** Standard Webhooks 1.0: `whsec_` and 32 random bytes. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** What the receiver knows the message by: the same at every try, so that it can leave out what it has. */
export const idOf = (messageId: string): string => `msg_${messageId.replaceAll('-', '')}`;

/** The three headers; one signature for each secret that holds, so that a receiver may change over when it likes. */
export function signedHeaders(
  message: { id: string; at: Date; body: string },
  secrets: readonly string[],
): Record<string, string> {
  const id = idOf(message.id);
  const seconds = String(Math.floor(message.at.getTime() / 1000));
  const { body } = message;
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': secrets
      .map((secret) => `v1,${signatureOf({ id, seconds, body }, secret)}`)
      .join(' '),
  };
}

/** HMAC-SHA256 over id, time and body, base64. */
export function signatureOf(of: { id: string; seconds: string; body: string }, secret: string): string {
  return createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${of.id}.${of.seconds}.${of.body}`)
    .digest('base64');
}
