import type { CrmSettings } from './template.ts';

export interface CrmPreset {
  key: 'hubspot' | 'salesforce' | 'other';
  name: string;
  url: string;
  settings: Omit<CrmSettings, 'source'>;
}

const json = (body: unknown) => JSON.stringify(body, null, 2);

/** Names of properties and fields are what is made there for the purpose; see docs/webhooks.md. */
export const crmPresets: CrmPreset[] = [
  {
    key: 'hubspot',
    name: 'HubSpot',
    url: 'https://api.hubapi.com/crm/v3/objects/contacts/{key}',
    settings: {
      method: 'PATCH',
      headers: [],
      access: { kind: 'header', name: 'Authorization', prefix: 'Bearer ' },
      allText: true,
      body: json({
        properties: {
          onus_open_cases: '{open_cases}',
          onus_last_case: '{last_case_url}',
          onus_last_case_state: '{last_case_state}',
          onus_last_nps: '{last_nps}',
          onus_last_score_at: '{last_score_at}',
        },
      }),
    },
  },
  {
    key: 'salesforce',
    name: 'Salesforce',
    url: 'https://example.my.salesforce.com/services/data/v62.0/sobjects/Contact/{key}',
    settings: {
      method: 'PATCH',
      headers: [],
      access: {
        kind: 'client_credentials',
        tokenUrl: 'https://example.my.salesforce.com/services/oauth2/token',
        clientId: '',
      },
      allText: false,
      body: json({
        Onus_Open_Cases__c: '{open_cases}',
        Onus_Last_Case__c: '{last_case_url}',
        Onus_Last_Case_State__c: '{last_case_state}',
        Onus_Last_NPS__c: '{last_nps}',
        Onus_Last_Score_At__c: '{last_score_at}',
      }),
    },
  },
  {
    key: 'other',
    name: 'Other',
    url: 'https://crm.example.com/customers/{key}',
    settings: {
      method: 'PATCH',
      headers: [],
      access: { kind: 'header', name: 'Authorization', prefix: 'Bearer ' },
      allText: false,
      body: json({
        openCases: '{open_cases}',
        lastCase: { number: '{last_case_number}', state: '{last_case_state}', url: '{last_case_url}' },
        lastScore: '{last_score}',
        lastScoreAt: '{last_score_at}',
      }),
    },
  },
];
