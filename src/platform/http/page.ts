import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A page that stands by itself: no script, one style sheet inside, under 20 KB, light and dark. */
export function page(given: { title: string; language: string; body: Html }): Html {
  return html`<!doctype html>
<html lang="${given.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="/mark.svg">
<title>${given.title}</title>
<style>${raw(style)}</style>
</head>
<body><main>${given.body}</main></body>
</html>`;
}

const style = `
:root{color-scheme:light dark;--ground:#faf8f4;--card:#fff;--ink:#22201c;--muted:#6a655c;--line:#e3ddd2;--accent:#3c56b4;--on:#fff;--bad:#a8432f}
@media (prefers-color-scheme:dark){:root{--ground:#191816;--card:#22211e;--ink:#efece6;--muted:#a9a398;--line:#3a3732;--accent:#93a8f4;--on:#16181f;--bad:#f0907a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 Inter,system-ui,sans-serif}
main{max-width:30rem;margin:12vh auto 2rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:14px}
@media (max-width:34rem){main{margin:0;min-height:100vh;border:0;border-radius:0}}
h1{margin:0 0 .5rem;font-size:1.5rem;line-height:1.2;letter-spacing:-.02em}
p{margin:.5rem 0}.muted{color:var(--muted)}.said{color:var(--bad)}
label{display:block;margin:1rem 0 .3rem;font-weight:600}
input,textarea{width:100%;padding:.6rem .7rem;font:inherit;color:inherit;background:var(--ground);border:1px solid var(--muted);border-radius:8px}
button{margin-top:1.2rem;padding:.65rem 1.2rem;font:inherit;font-weight:600;color:var(--on);background:var(--accent);border:0;border-radius:8px;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
a{color:var(--accent)}
`;
