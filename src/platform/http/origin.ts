import { Refusal } from '../errors.ts';

/**
 * Against forged requests: a browser that sends our cookie with an unsafe method must come from our own pages.
 * Every current browser sends Sec-Fetch-Site or Origin with these; a client without either is not a browser.
 */
export function checkOrigin(request: Request, baseUrl: string): void {
  if (/^(GET|HEAD|OPTIONS)$/.test(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site === 'same-origin' || (site === null && origin === null)) return;
  if (origin !== null && origin !== 'null') {
    const host = URL.parse(origin)?.host;
    const own = [new URL(baseUrl).host, request.headers.get('host'), new URL(request.url).host];
    if (host !== undefined && own.includes(host)) return;
  }
  throw new Refusal(
    'foreign_origin',
    'This request came from another site. Open Onus itself and try again.',
    {},
    403,
  );
}
