import type { Gist } from './gist.ts';

/** Slack’s incoming webhooks, and programs that take the same (Mattermost, Rocket.Chat): text for the notification, blocks to look at. */
export function slackBody(gist: Gist): string {
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
  const lines = gist.lines.map(({ title, text, href }) => {
    const said = href ? `<${href}|${plain(text)}>` : plain(text);
    return section(title === gist.title ? said : `*${plain(title)}*\n${said}`);
  });
  const counts = gist.counts.length > 0 ? [section(gist.counts.map(plain).join('\n'))] : [];
  return JSON.stringify({
    text: [plain(gist.title), ...gist.counts.map(plain), ...gist.lines.map(({ text }) => plain(text))].join(
      '\n',
    ),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: gist.title.slice(0, 150) } },
      ...counts,
      ...lines,
      {
        type: 'actions',
        elements: [
          { type: 'button', text: { type: 'plain_text', text: gist.button.label }, url: gist.button.href },
        ],
      },
    ],
  });
}

/** What somebody named a touchpoint must not call everybody (`<!channel>`) or become a link. */
function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
