import type { WebhookProvider } from '../../collect/conventions/hooks/provider.ts';
import { hmac, mustMatch } from '../../collect/conventions/hooks/signature.ts';

/** Says that an answer was given, not what was answered: the answers come with the export or their interface. */
export const surveymonkeyWebhook: WebhookProvider = {
  kind: 'surveymonkey',
  name: 'SurveyMonkey',
  secret: 'required',
  where: 'Client ID and secret of your app, joined by “&”: <client id>&<secret>.',
  verify({ body, header, secret }) {
    mustMatch([header('sm-signature')], hmac({ algorithm: 'sha1', encoding: 'base64', secret, of: body }));
  },
  key: (event) => (event as Event | null)?.event_id,
  happened: (event) => (event as Event | null)?.event_datetime,
  starter: {
    yields: [
      {
        type: 'interaction',
        when: { column: 'event_type' },
        kind: 'survey.{event_type}',
        who: 'resources.recipient_id',
        at: 'onus.at',
        summary: 'name',
        attributes: {
          survey: 'resources.survey_id',
          collector: 'resources.collector_id',
          response: 'object_id',
        },
      },
    ],
  },
  example: {
    name: 'Visits',
    filter_type: 'survey',
    filter_id: '123456789',
    event_type: 'response_completed',
    event_id: '10027615-example',
    object_type: 'response',
    object_id: '987654321',
    event_datetime: '2026-03-01T10:00:00.000000+00:00',
    resources: { respondent_id: '444', recipient_id: '777', collector_id: '111', survey_id: '123456789' },
  },
};

interface Event {
  event_id?: string;
  event_datetime?: string;
}
