import type { WebhookProvider } from '../collect/conventions/hooks/provider.ts';
import { anyWebhook, signedWebhook, standardWebhooks } from './anyWebhook/webhook.ts';
import { intercom } from './intercom/webhook.ts';
import { shopify } from './shopify/webhook.ts';
import { stripe } from './stripe/webhook.ts';
import { surveymonkeyWebhook } from './surveymonkey/webhook.ts';
import { typeform } from './typeform/webhook.ts';
import { zendeskWebhook } from './zendesk/webhook.ts';

/** Systems whose webhooks are read, in the order people are shown them. */
export const webhookKinds: readonly WebhookProvider[] = [
  typeform,
  surveymonkeyWebhook,
  zendeskWebhook,
  intercom,
  stripe,
  shopify,
  standardWebhooks,
  signedWebhook,
  anyWebhook,
];
