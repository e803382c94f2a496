// Shows a survey on any page, by one line:
//   <script async src="https://…/embed.js" data-survey="visit" data-mode="popup"></script>
// See docs/surveys.md. No cookies: what was seen is kept on the visitor's own device, where that is allowed.
(() => {
  const script = document.currentScript;
  if (!script) return;
  const origin = new URL(script.src).origin;
  const german = (document.documentElement.lang || navigator.language).startsWith('de');
  const words = german
    ? { open: 'Ihre Meinung', close: 'Schließen', survey: 'Umfrage' }
    : { open: 'Feedback', close: 'Close', survey: 'Survey' };

  const memory = {
    read(key) {
      try {
        return localStorage.getItem(`onus.${key}`);
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        localStorage.setItem(`onus.${key}`, value);
      } catch {
        // Not allowed here: the visitor may be asked again.
      }
    },
  };

  const css = `
.onus-open{position:fixed;right:18px;bottom:18px;z-index:2147483000;font:600 16px system-ui,sans-serif;padding:12px 20px;border:0;border-radius:99px;background:var(--onus-accent,#2f4bd8);color:var(--onus-on,#fff);cursor:pointer;box-shadow:0 4px 18px #0004}
.onus-box{position:fixed;right:18px;bottom:18px;z-index:2147483001;width:min(440px,calc(100vw - 24px));max-height:calc(100vh - 36px);border-radius:16px;overflow:hidden;background:#fff;box-shadow:0 12px 48px #0006;display:flex;flex-direction:column}
@media(max-width:480px){.onus-box{right:12px;bottom:12px}}
.onus-box iframe{border:0;width:100%;flex:1;min-height:120px}
.onus-close{position:absolute;top:10px;right:10px;z-index:1;width:36px;height:36px;border:0;border-radius:50%;background:#fffc;color:#1d2330;font:22px/1 system-ui,sans-serif;cursor:pointer}
.onus-open:focus-visible,.onus-close:focus-visible{outline:3px solid #2f4bd8;outline-offset:2px}
.onus-inline{border:0;width:100%;display:block}`;

  /** `/help*, /orders/*` against the path of this page. */
  function isHere(pages) {
    if (!pages) return true;
    return pages.split(',').some((pattern) => {
      const parts = pattern
        .trim()
        .split('*')
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${parts.join('.*')}$`).test(location.pathname);
    });
  }

  /** The same visitor draws the same lot for a survey each time, so that a reload is no second chance. */
  function isDrawn(survey, share) {
    if (share >= 100) return true;
    const kept = memory.read(`lot.${survey}`);
    const lot = kept === null ? Math.random() * 100 : Number(kept);
    if (kept === null) memory.write(`lot.${survey}`, String(lot));
    return lot < share;
  }

  function wasSeen(survey, days) {
    const seen = Number(memory.read(`seen.${survey}`));
    return seen > 0 && Date.now() - seen < days * 86_400_000;
  }

  function frameOf({ survey, facts, language }) {
    const query = new URLSearchParams({ channel: 'embed' });
    if (language) query.set('lang', language);
    for (const [name, value] of Object.entries(facts || {})) query.set(`f.${name}`, String(value));
    const frame = document.createElement('iframe');
    frame.title = words.survey;
    frame.src = `${origin}/s/${encodeURIComponent(survey)}?${query}`;
    return frame;
  }

  let styled = false;
  function style() {
    if (styled) return;
    styled = true;
    const sheet = document.createElement('style');
    sheet.textContent = css;
    document.head.append(sheet);
  }

  const frames = new Map();
  addEventListener('message', (event) => {
    if (event.origin !== origin || typeof event.data?.onus !== 'object' || !event.data.onus) return;
    for (const [frame, heard] of frames) if (frame.contentWindow === event.source) heard(event.data.onus);
  });

  let box = null;
  function show(given) {
    style();
    if (box) return;
    const before = document.activeElement;
    const frame = frameOf(given);
    box = document.createElement('div');
    box.className = 'onus-box';
    box.setAttribute('role', 'dialog');
    box.setAttribute('aria-label', words.survey);
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'onus-close';
    close.textContent = '×';
    close.setAttribute('aria-label', words.close);
    const shut = () => {
      frames.delete(frame);
      box?.remove();
      box = null;
      removeEventListener('keydown', onKey);
      before?.focus?.();
    };
    const onKey = (event) => {
      if (event.key === 'Escape') shut();
    };
    close.addEventListener('click', shut);
    addEventListener('keydown', onKey);
    frames.set(frame, ({ height, key }) => {
      if (key === 'Escape') shut();
      if (height) frame.style.height = `${Math.min(height, innerHeight - 36)}px`;
    });
    box.append(close, frame);
    document.body.append(box);
    close.focus({ preventScroll: true });
    memory.write(`seen.${given.survey}`, String(Date.now()));
  }

  function inline(given, place) {
    style();
    const frame = frameOf(given);
    frame.className = 'onus-inline';
    frame.style.height = '420px';
    frames.set(frame, ({ height }) => {
      if (height) frame.style.height = `${height}px`;
    });
    place.append(frame);
  }

  function button(given, text) {
    style();
    const open = document.createElement('button');
    open.type = 'button';
    open.className = 'onus-open';
    open.textContent = text || words.open;
    open.addEventListener('click', () => show(given));
    document.body.append(open);
  }

  function begin() {
    const { survey, mode, event, pages, share, delay, quiet, target, text, language } = script.dataset;
    if (!survey) return;
    const facts = {};
    for (const { name, value } of script.attributes)
      if (name.startsWith('data-fact-')) facts[name.slice('data-fact-'.length)] = value;
    const given = { survey, language, facts };
    if (!isHere(pages)) return;
    if (mode === 'inline') {
      const place = target ? document.querySelector(target) : script.parentElement;
      if (place) inline(given, place);
      return;
    }
    if (mode === 'button') {
      button(given, text);
      return;
    }
    if (wasSeen(survey, Number(quiet ?? 30)) || !isDrawn(survey, Number(share ?? 100))) return;
    const soon = () => setTimeout(() => show(given), Number(delay ?? 0) * 1000);
    if (event) addEventListener(event, soon, { once: true });
    else soon();
  }

  window.onusSurvey = { show };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
})();
