import type { Gist } from './gist.ts';

/** An Adaptive Card, as webhooks of Teams’ workflows and the older connectors take it. */
export function teamsBody(gist: Gist): string {
  const block = (text: string, looks: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...looks });
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [
      block(plain(gist.title), { size: 'Medium', weight: 'Bolder' }),
      ...gist.counts.map((text) => block(plain(text), { spacing: 'None' })),
      ...gist.lines.flatMap(({ title, text, href }) => [
        ...(title === gist.title ? [] : [block(plain(title), { weight: 'Bolder' })]),
        block(href ? `[${plain(text)}](${href})` : plain(text), { spacing: 'Small' }),
      ]),
    ],
    actions: [{ type: 'Action.OpenUrl', title: gist.button.label, url: gist.button.href }],
  };
  return JSON.stringify({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  });
}

/** Cards read a little Markdown; names that people gave must not become links or bold. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#<>|~]/g, '\\$&');
}
