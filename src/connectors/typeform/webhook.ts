import type { WebhookProvider } from '../../collect/conventions/hooks/provider.ts';
import { hmac, mustMatch } from '../../collect/conventions/hooks/signature.ts';

/** One delivery is one filled-in form: the answers are a list, each with the type of its question. */
export const typeform: WebhookProvider = {
  kind: 'typeform',
  name: 'Typeform',
  secret: 'required',
  where:
    'Set a secret when you add the webhook to the form (Connect → Webhooks → Edit), and enter the same here.',
  verify({ body, header, secret }) {
    const right = `sha256=${hmac({ algorithm: 'sha256', encoding: 'base64', secret, of: body })}`;
    mustMatch([header('typeform-signature')], right);
  },
  // A delivery tried again has a new event_id; the token is the answers' own.
  key: (event) => (event as Body | null)?.form_response?.token,
  happened: (event) => (event as Body | null)?.form_response?.submitted_at,
  starter: {
    yields: [
      {
        type: 'identity',
        when: { column: 'form_response.hidden.user_id' },
        key: 'form_response.hidden.user_id',
        email: 'form_response.hidden.email',
        name: 'form_response.hidden.name',
      },
      {
        type: 'interaction',
        kind: '=form.submitted',
        who: 'form_response.hidden.user_id',
        at: 'onus.at',
        summary: 'form_response.definition.title',
        attributes: { form: 'form_response.form_id' },
      },
    ],
    items: {
      path: 'form_response.answers',
      yields: [
        {
          type: 'response',
          when: { column: 'item.field.type', is: ['nps', 'opinion_scale'] },
          who: 'form_response.hidden.user_id',
          metric: '=nps',
          value: 'item.number',
          at: 'onus.at',
          attributes: { question: 'item.field.ref' },
        },
        {
          type: 'response',
          when: { column: 'item.field.type', is: ['rating'] },
          who: 'form_response.hidden.user_id',
          metric: '=csat',
          value: 'item.number',
          at: 'onus.at',
          attributes: { question: 'item.field.ref' },
        },
        {
          type: 'response',
          when: { column: 'item.field.type', is: ['long_text'] },
          who: 'form_response.hidden.user_id',
          metric: '=nps',
          comment: 'item.text',
          at: 'onus.at',
          attributes: { question: 'item.field.ref' },
        },
      ],
    },
  },
  example: {
    event_id: '01JFORM0EVENT',
    event_type: 'form_response',
    form_response: {
      form_id: 'fA7x2',
      token: 'f00d1e5c0ffee',
      landed_at: '2026-03-01T09:58:10Z',
      submitted_at: '2026-03-01T10:00:00Z',
      hidden: { user_id: '4711', email: 'ines@kunde.example' },
      definition: { id: 'fA7x2', title: 'After your visit', fields: [] },
      answers: [
        {
          type: 'number',
          number: 9,
          field: { id: 'q1', ref: 'recommend', type: 'opinion_scale' },
        },
        {
          type: 'text',
          text: 'The technician was on time.',
          field: { id: 'q2', ref: 'why', type: 'long_text' },
        },
      ],
    },
  },
};

interface Body {
  form_response?: { token?: string; submitted_at?: string };
}
