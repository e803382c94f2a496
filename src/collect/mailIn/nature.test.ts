import { describe, expect, it } from 'vitest';
import { headOf, mailKey } from './head.ts';
import { isMachine, natureOf } from './nature.ts';

const own = new Set(['onus@halden.example', 'feedback@halden.example']);

function nature(lines: string[], envelopeFrom: string | null = 'kim@example.org') {
  const raw = Buffer.from([...lines, '', 'I am away.'].join('\r\n'));
  const head = headOf(raw);
  return natureOf(raw, { head, envelopeFrom, own, subject: head.headers.get('subject') ?? '' }).kind;
}

describe('a mail is told by its marks', () => {
  const kim = 'From: Kim <kim@example.org>';
  it.each([
    ['message', [kim, 'Subject: Nobody came']],
    ['message', [kim, 'Auto-Submitted: no']],
    ['message', [kim, 'Subject: Your automatic reply annoys me']],
    ['message', [kim, 'X-Auto-Response-Suppress: All']],
    ['automatic', [kim, 'Auto-Submitted: auto-replied']],
    ['automatic', [kim, 'Auto-Submitted: auto-generated; owner-email="x"']],
    ['automatic', [kim, 'X-Autoreply: yes']],
    ['automatic', [kim, 'Precedence: auto_reply']],
    ['automatic', [kim, 'Subject: Automatic reply: How was it?']],
    ['automatic', [kim, 'Subject: Automatische Antwort: Wie war es?']],
    ['automatic', [kim, 'Subject: Abwesenheitsnotiz']],
    ['automatic', [kim, 'Return-Path: <>']],
    ['automatic', ['From: MAILER-DAEMON@mx.example.org', 'Subject: Hello']],
    ['list', [kim, 'List-Id: <news.example.org>']],
    ['list', [kim, 'Precedence: bulk']],
    ['loop', ['From: Halden <Feedback@Halden.example>']],
    ['loop', [kim, 'X-Loop: onus@halden.example']],
    ['loop', [kim, ...Array.from({ length: 60 }, () => 'Received: from a by b')]],
    ['spam', [kim, 'X-Spam-Flag: YES']],
    ['bounce', [kim, 'X-Failed-Recipients: lee@example.org']],
  ])('%s: %j', (kind, lines) => {
    expect(nature(lines)).toBe(kind);
  });

  it('automatic where nobody is to answer it', () => {
    expect(nature(['From: Kim <kim@example.org>'], '')).toBe('automatic');
  });

  it('of a machine before anything is decoded', () => {
    const machine = (text: string, from: string | null = null) => isMachine(headOf(text), from);
    expect(machine('Content-Type: multipart/report; boundary=b\r\n\r\n')).toBe(true);
    expect(machine('From: kim@example.org\n\n')).toBe(false);
    expect(machine('From: kim@example.org\n\n', '')).toBe(true);
  });
});

describe('a mail is known again', () => {
  const key = (text: string) => mailKey(Buffer.from(text));
  const mail =
    'Message-ID: <a@b>\r\nFrom: Kim <kim@example.org>\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\nHello';

  it('by its Message-ID, sender and date, whatever servers wrote above', () => {
    expect(key(`Received: from x\r\nDelivered-To: f@h\r\n${mail}`)).toBe(key(mail));
    expect(key(`${mail}\r\n`)).toBe(key(mail));
  });
  it('and nobody takes another’s place with a borrowed id', () => {
    expect(key(mail.replace('kim@', 'lee@'))).not.toBe(key(mail));
    expect(key(mail.replace('09:00', '10:00'))).not.toBe(key(mail));
  });
  it('without an id by what it says', () => {
    const bare = mail.replace(/^Message-ID.*\r\n/, '');
    expect(key(`Received: from x\r\n${bare}\r\n`)).toBe(key(bare));
    expect(key(bare.replace('Hello', 'Bye'))).not.toBe(key(bare));
  });
  it('with addresses and answered mails read from its head', () => {
    expect(
      headOf(
        'From: "Kim, the <first@evil.example>" <kim@example.org>\nTo: a@h.example, B <b@h.example>\nCc: c@h.example\nReferences: <1@h> <2@h>\nIn-Reply-To: <2@h>\n\n',
      ),
    ).toMatchObject({
      from: 'kim@example.org',
      to: ['a@h.example', 'b@h.example', 'c@h.example'],
      answers: ['2@h', '1@h'],
    });
  });
});
