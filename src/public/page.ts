import { html, raw } from 'hono/html';

/** The look of every page a customer sees: one column, no script, no font to fetch, light and dark. */
const css = `
:root{color-scheme:light dark;--paper:#faf9f6;--card:#fff;--line:#cfc9bb;--ink:#1d2330;--ink2:#555d6e;--accent:#2f4bd8;--on:#fff;--good:#dff2e8;--sunk:#f2f0ea}
@media(prefers-color-scheme:dark){:root{--paper:#14171f;--card:#1b1f2a;--line:#4a5268;--ink:#e9ebf1;--ink2:#a9b0c0;--accent:#8b9dff;--on:#10131c;--good:#173528;--sunk:#232836}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main,header,footer{max-width:620px;margin:0 auto;padding:0 18px}
header{padding-top:26px;font-weight:700;color:var(--ink2)}
main{margin-top:14px}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:24px}
h1{font-size:25px;line-height:1.25;letter-spacing:-.02em;margin:0 0 12px}
h2{font-size:17px;margin:0 0 6px}
p{margin:0 0 12px;overflow-wrap:anywhere}
.told{background:var(--sunk);border-radius:10px;padding:14px 16px;margin:0 0 20px}
.told p{white-space:pre-line}.told ul{margin:0;padding-left:20px}.told details{margin-top:10px}
.small{font-size:15px;color:var(--ink2)}
fieldset{border:0;padding:0;margin:0 0 18px;min-width:0}legend,.label{font-weight:600;padding:0;margin-bottom:8px;display:block}
.choice{display:grid;grid-template-columns:1fr 1fr;gap:10px}
.choice label{display:flex;gap:10px;align-items:center;border:1px solid var(--line);border-radius:10px;padding:14px;cursor:pointer;font-weight:600}
.choice label:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.scale{display:flex;flex-wrap:wrap;gap:6px}.scale label{flex:1 0 40px;min-height:44px;border:1px solid var(--line);border-radius:8px;display:grid;place-items:center;cursor:pointer;position:relative}
.scale input{position:absolute;opacity:0;inset:0;width:100%;height:100%;margin:0;cursor:pointer}.scale label:has(:checked){background:var(--accent);color:var(--on);border-color:var(--accent);font-weight:700}
.scale label:has(:focus-visible){outline:3px solid var(--accent);outline-offset:2px}
.ends{display:flex;justify-content:space-between;gap:12px;margin-top:4px}
input[type=radio]{accent-color:var(--accent);width:20px;height:20px;flex:none}
textarea{width:100%;min-height:96px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 12px}
button{font:inherit;font-weight:650;background:var(--accent);color:var(--on);border:0;border-radius:10px;padding:13px 26px;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.error{border-left:4px solid #b93524;padding:2px 0 2px 12px}
footer{padding-top:14px;padding-bottom:40px}
@media(max-width:420px){.choice{grid-template-columns:1fr}.card{padding:18px}}
`;

export type Markup = ReturnType<typeof html>;

export function page(
  frame: { language: 'en' | 'de'; organisation: string; title: string; footer?: string },
  body: Markup,
) {
  return html`<!doctype html>
<html lang="${frame.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><link rel="icon" href="data:,"><title>${frame.title} · ${frame.organisation}</title><style>${raw(css)}</style></head>
<body><header>${frame.organisation}</header><main><div class="card">${body}</div></main>${
    frame.footer ? html`<footer class="small">${frame.footer}</footer>` : ''
  }</body></html>`;
}
