import { html, raw } from 'hono/html';

/** A mail as blocks, so that the HTML part and the plain part say exactly the same. */
export interface Letter {
  language: 'en' | 'de';
  /** Who sends it, at the head of the mail. */
  organisation: string;
  title?: string;
  blocks: Block[];
  /** The small print at the end: why this came. */
  footer?: string;
}

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'quote'; text: string }
  | { kind: 'list'; items: { title: string; text: string; href?: string; tag?: string; bad?: boolean }[] }
  | { kind: 'buttons'; lead?: string; buttons: { label: string; href: string; main?: boolean }[] };

/** Inline styles only: mail programs drop style sheets. Colours are the light theme's; 4.5:1 on white. */
const css = {
  body: 'margin:0;padding:0;background:#faf9f6;color:#1d2330;font:16px/1.55 Inter,system-ui,-apple-system,Segoe UI,Roboto,sans-serif',
  outer: 'max-width:600px;margin:0 auto;padding:28px 16px',
  brand: 'margin:0 0 14px;font-weight:700;font-size:15px;color:#555d6e',
  card: 'background:#ffffff;border:1px solid #e4e0d6;border-radius:12px;padding:24px 26px',
  title: 'margin:0 0 14px;font-size:20px;line-height:1.3;letter-spacing:-.01em',
  text: 'margin:0 0 14px;white-space:pre-line;overflow-wrap:anywhere',
  quote:
    'margin:0 0 14px;padding:2px 0 2px 14px;border-left:3px solid #cfc9bb;color:#555d6e;white-space:pre-line',
  item: 'margin:0;padding:12px 0;border-top:1px solid #e4e0d6',
  tag: 'display:inline-block;border-radius:99px;padding:1px 8px;font-size:13px;font-weight:600;margin-right:6px',
  small: 'display:block;color:#555d6e;font-size:14px',
  lead: 'margin:20px 0 10px;font-weight:600',
  button:
    'display:inline-block;margin:0 8px 8px 0;padding:10px 20px;border-radius:8px;font-weight:600;text-decoration:none;border:1px solid',
  footer: 'margin:16px 4px 0;font-size:13px;color:#656b7a',
};

/** The HTML part: no tables, no images, no style sheet; readable at 320 px. */
export function letterHtml(letter: Letter): string {
  return String(html`<!doctype html>
<html lang="${letter.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${letter.title ?? letter.organisation}</title></head>
<body style="${css.body}"><div role="article" lang="${letter.language}" style="${css.outer}"><p style="${css.brand}">${letter.organisation}</p><div style="${css.card}">${
    letter.title ? html`<h1 style="${css.title}">${letter.title}</h1>` : ''
  }${letter.blocks.map(blockHtml)}</div>${letter.footer ? html`<p style="${css.footer}">${letter.footer}</p>` : ''}</div></body></html>`);
}

function blockHtml(block: Block) {
  switch (block.kind) {
    case 'text':
      return block.text
        .split(/\n{2,}/)
        .filter((part) => part.trim() !== '')
        .map((part) => html`<p style="${css.text}">${part}</p>`);
    case 'quote':
      return html`<blockquote style="${css.quote}">${block.text}</blockquote>`;
    case 'list':
      return block.items.map((item) => {
        const tag = item.bad ? 'background:#fbe3de;color:#a52c1d' : 'background:#f2f0ea;color:#555d6e';
        const title = item.href
          ? html`<a href="${item.href}" style="color:#2f4bd8;font-weight:600">${item.title}</a>`
          : html`<b>${item.title}</b>`;
        return html`<p style="${css.item}">${
          item.tag ? html`<span style="${css.tag};${raw(tag)}">${item.tag}</span>` : ''
        }${title}<span style="${css.small}">${item.text}</span></p>`;
      });
    case 'buttons':
      return html`${block.lead ? html`<p style="${css.lead}">${block.lead}</p>` : ''}<p style="margin:0">${block.buttons.map(
        (button) =>
          html`<a href="${button.href}" style="${css.button} #2f4bd8;${raw(
            button.main ? 'background:#2f4bd8;color:#ffffff' : 'background:#ffffff;color:#2f4bd8',
          )}">${button.label}</a>`,
      )}</p>`;
  }
}

/** The plain part. Addresses stand on their own lines, so that mail programs make them clickable. */
export function letterText(letter: Letter): string {
  const parts = letter.blocks.map(blockText);
  return [letter.title, ...parts, letter.footer ? `--\n${letter.footer}` : undefined]
    .filter(Boolean)
    .join('\n\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'quote':
      return block.text.replace(/^/gm, '> ');
    case 'list':
      return block.items
        .map(({ tag, title, text, href }) =>
          [`- ${tag ? `[${tag}] ` : ''}${title}`, text, href].filter(Boolean).join('\n  '),
        )
        .join('\n');
    case 'buttons':
      return [block.lead, ...block.buttons.map((button) => `${button.label}:\n${button.href}`)]
        .filter(Boolean)
        .join('\n');
  }
}
