import type { CrmSettings } from '../../../out/crm/template.ts';
import type { AnEndpoint } from './endpoints.ts';

export interface Draft {
  kind: AnEndpoint['kind'];
  name: string;
  url: string;
  description: string;
  eventTypes: string[];
  departments: string[];
  ownerId: string | null;
  settings: CrmSettings;
  secret: string;
}

const blankSettings: CrmSettings = {
  source: '',
  method: 'PATCH',
  headers: [],
  access: { kind: 'header', name: 'Authorization', prefix: 'Bearer ' },
  body: '{}',
  allText: false,
};

export function draftOf(endpoint: AnEndpoint | undefined): Draft {
  return {
    kind: endpoint?.kind ?? 'webhook',
    name: endpoint?.name ?? '',
    url: endpoint?.url ?? '',
    description: endpoint?.description ?? '',
    eventTypes: endpoint?.eventTypes ?? [],
    departments: endpoint?.departments ?? [],
    ownerId: endpoint?.owner?.id ?? null,
    settings: endpoint?.settings ?? blankSettings,
    secret: '',
  };
}

/** What the server is given; `made`: it is there already, and what was not entered stays. */
export function bodyOf(draft: Draft, made: boolean): object {
  const { kind, name, url, description, eventTypes, departments, ownerId, settings, secret } = draft;
  return {
    name,
    url,
    description,
    eventTypes,
    ...(made ? {} : { kind }),
    ...(made && ownerId ? { ownerId } : {}),
    ...(kind === 'slack' || kind === 'teams' ? { departments } : {}),
    ...(kind === 'crm' ? { settings, ...(secret || !made ? { secret } : {}) } : {}),
  };
}
