import { describe, expect, it } from 'vitest';
import { readMimeMail } from './readMail.ts';

const bytes = (text: string) => Buffer.from(text.replace(/\n/g, '\r\n'));

describe('a mail is read', () => {
  it('from HTML without scripts, styles, pictures or the addresses behind links', async () => {
    const mail = await readMimeMail(
      bytes(`From: "Kim" <Kim@Example.org>
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
Date: nonsense
Content-Type: text/html; charset=utf-8

<html><head><title>x</title><style>a{}</style></head><body onload="steal()"><script>alert(1)</script>
<p>Hello <b>you</b> &amp; me</p><img src="http://tracker.example/x.png"><a href="http://tracker.example/click">here</a>
<blockquote>Dear Kim</blockquote></body></html>
`),
    );
    expect(mail).toMatchObject({
      from: { address: 'kim@example.org', name: 'Kim' },
      subject: 'Grüße',
      date: null,
    });
    expect(mail.text.replace(/\s+/g, ' ')).toBe('Hello you & me here > Dear Kim');
  });

  it('rather from the plain part, with what is attached measured and let go', async () => {
    const mail = await readMimeMail(
      bytes(`From: kim@example.org
Date: Mon, 2 Mar 2026 09:00:00 +0100
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Die St=F6rung ist noch da, siehe [http://halden.example/hilfe].
--a
Content-Type: text/html

<p>other</p>
--a--
--m
Content-Type: application/zip; name="bomb.zip"
Content-Disposition: attachment; filename="bomb.zip"
Content-Transfer-Encoding: base64

${Buffer.alloc(3000, 1).toString('base64')}
--m
Content-Type: message/rfc822

From: other@example.org
Subject: within

not mine
--m--
`),
    );
    expect(mail.text.trim()).toBe('Die Störung ist noch da, siehe [http://halden.example/hilfe].');
    expect(mail.date?.toISOString()).toBe('2026-03-02T08:00:00.000Z');
    expect(mail.attachments).toMatchObject([
      { name: 'bomb.zip', type: 'application/zip', bytes: 3000 },
      { type: 'message/rfc822' },
    ]);
  });

  it('or says that it cannot be, without taking long or much', async () => {
    const nested = 'Content-Type: multipart/mixed; boundary=b\n\n--b\n'.repeat(20_000);
    const parts = `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\n'.repeat(100_000)}`;
    const head = `Subject: ${'a'.repeat(3_000_000)}\n\nhi`;
    for (const hostile of [nested, parts, head]) await expect(readMimeMail(bytes(hostile))).rejects.toThrow();
    const deep = await readMimeMail(bytes(`Content-Type: text/html\n\n${'<div>'.repeat(100_000)}words`));
    expect(deep.text).toBe('words');
    for (const nothing of [Buffer.from(''), Buffer.from([0, 255, 254, 1, 2])])
      expect(await readMimeMail(nothing)).toEqual({
        from: null,
        subject: '',
        date: null,
        text: '',
        attachments: [],
      });
  });
});
