import type { EventMapping } from '../eventMapping.ts';

/** A delivery as it came: the bytes that were signed, headers by lower-case name. */
export interface Signed {
  body: Buffer;
  header(name: string): string | undefined;
  secret: string;
  now: Date;
}

/** A system that sends webhooks, and how. One file each in `src/connectors`. */
export interface WebhookProvider {
  kind: string;
  name: string;
  /** Whether deliveries are signed: `none` has no signature to check, the token in the address is all. */
  secret: 'required' | 'optional' | 'none';
  /** Where the secret is found, for the one who connects. */
  where: string;
  /** @throws Refusal `wrong_signature` 401, `too_old` 401 */
  verify(signed: Signed): void;
  /** What the provider calls this delivery; absent: its content is its key. */
  key?(event: unknown, header: Signed['header']): string | undefined;
  /** When it happened, as the provider writes it. */
  happened?(event: unknown): string | number | undefined;
  /** What its events become until somebody says otherwise. */
  starter: EventMapping;
  /** An event as its documentation shows it, to try the mapping with. */
  example: object;
}

let providers: readonly WebhookProvider[] = [];

/** Handed over by the wiring: this room knows no outside system. */
export function readWebhooksOf(all: readonly WebhookProvider[]): void {
  providers = all;
}

export function webhookProviders(): readonly WebhookProvider[] {
  return providers;
}

export function webhookProvider(kind: string | null): WebhookProvider | undefined {
  return providers.find((one) => one.kind === kind);
}
