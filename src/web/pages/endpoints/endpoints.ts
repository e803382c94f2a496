import type { EventTypeCard } from '../../../out/catalogue/catalogue.ts';
import type { CrmSettings } from '../../../out/crm/template.ts';
import type { Endpoint } from '../../../out/endpoint.ts';
import type { Delivery, DeliveryDetail } from '../../../out/log.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type AnEndpoint = Wire<Endpoint>;
export type ADelivery = Wire<Delivery>;
export type OneDelivery = Wire<DeliveryDetail>;
export type AnEventType = Wire<EventTypeCard>;

export const useEndpoints = () =>
  useApi<{ items: AnEndpoint[] }>(['endpoints'], '/endpoints', { live: true });

export const useEventTypes = () => useApi<{ items: AnEventType[] }>(['event-types'], '/event-types');

/** What stands before the dot: case, response, customer … */
export function byNoun(types: AnEventType[]): [string, AnEventType[]][] {
  return [...Map.groupBy(types, ({ type }) => type.split('.')[0] ?? '')];
}

export type State = 'on' | 'person' | 'gone' | 'failing' | 'trouble';

/** How an endpoint does, in one word. */
export function stateOf(endpoint: AnEndpoint): State {
  return endpoint.stopped?.why ?? (endpoint.failingSince ? 'trouble' : 'on');
}

export const stateTones = {
  on: 'good',
  person: 'few',
  gone: 'bad',
  failing: 'bad',
  trouble: 'pass',
} as const;
export const deliveryTones = {
  waiting: 'few',
  retrying: 'pass',
  delivered: 'good',
  given_up: 'bad',
} as const;

export interface CrmPreset {
  key: string;
  name: string;
  url: string;
  settings: Omit<CrmSettings, 'source'>;
}

export const usePresets = (when: boolean) =>
  useApi<{ items: CrmPreset[]; fields: string[] }>(['crm-presets'], '/crm-presets', { when });

/** A record can be written only after events about customers. */
export const aboutCustomers = (type: string) => /^(case|response|customer)\./.test(type);
