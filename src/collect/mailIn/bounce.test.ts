import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBounce } from './bounce.ts';

/** Follows the example of RFC 3464, appendix E, with names of our own. */
function report(fields: string, returned = 'Message-ID: <survey-17@onus.example>\nTo: kim@example.org\n') {
  return [
    'From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.org>',
    'To: onus@company.example',
    'Subject: Returned mail',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="part=_1"',
    '',
    '--part=_1',
    '',
    'Your mail could not be delivered.',
    '--part=_1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    fields,
    '',
    '--part=_1',
    'Content-Type: message/rfc822',
    '',
    returned,
    'The mail itself',
    '--part=_1--',
    '',
  ].join('\r\n');
}

describe('a delivery report', () => {
  it('says who, why, and which mail', () => {
    const bounce = parseBounce(
      report(
        'Original-Recipient: rfc822;Kim@Example.org\r\nFinal-Recipient: rfc822;k.im@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <kim@example.org>\r\n  no such mailbox',
      ),
    );
    expect(bounce).toEqual({
      kind: 'hard',
      messageId: 'survey-17@onus.example',
      reporter: 'mx.example.org',
      recipients: [
        {
          address: 'kim@example.org',
          action: 'failed',
          status: '5.1.1',
          hard: true,
          why: '550 5.1.1 <kim@example.org> no such mailbox',
        },
      ],
    });
  });

  it.each([
    ['5.2.1', 'failed', 'hard'],
    ['5.0.0', 'failed', 'hard'],
    ['5.2.2', 'failed', 'soft'],
    ['5.7.1', 'failed', 'soft'],
    ['4.4.7', 'failed', 'soft'],
    ['4.2.2', 'delayed', 'delayed'],
    ['2.1.5', 'delivered', 'delivered'],
  ])('with status %s and action %s is %s', (status, action, kind) => {
    const bounce = parseBounce(
      report(`Final-Recipient: rfc822;kim@example.org\nAction: ${action}\nStatus: ${status}`),
    );
    expect(bounce?.kind).toBe(kind);
  });

  it('is hard as soon as one of its recipients is', () => {
    const one = 'Final-Recipient: rfc822;a@example.org\nAction: failed\nStatus: 5.2.2';
    const two = 'Final-Recipient: rfc822;b@example.org\nAction: failed\nStatus: 5.1.1';
    const bounce = parseBounce(report(`${one}\n\n${two}`));
    expect(bounce?.kind).toBe('hard');
    expect(bounce?.recipients.filter(({ hard }) => hard).map(({ address }) => address)).toEqual([
      'b@example.org',
    ]);
  });

  it('is read from base64 too', () => {
    const inner = Buffer.from(
      'Reporting-MTA: dns;a\r\n\r\nFinal-Recipient: rfc822;kim@example.org\r\nAction: failed\r\nStatus: 5.1.10\r\n',
    ).toString('base64');
    const mail = `Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${inner}\n--b--\n`;
    expect(parseBounce(mail)).toMatchObject({ kind: 'hard', recipients: [{ address: 'kim@example.org' }] });
  });

  it('of a complaint names whom the mail went to', () => {
    const mail = [
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      '',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'User-Agent: Provider/1.0',
      'Original-Rcpt-To: <kim@example.org>',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      'Message-ID: <x@onus.example>',
      'To: hidden@example.org',
      '--b--',
    ].join('\n');
    expect(parseBounce(mail)).toMatchObject({
      kind: 'complaint',
      messageId: 'x@onus.example',
      recipients: [{ address: 'kim@example.org', hard: true }],
    });
  });

  it('in the older forms is read from a header or from the text', () => {
    const exim =
      'X-Failed-Recipients: kim@example.org\nSubject: Mail delivery failed\n\nkim@example.org\n    host mx.example.org: 550 5.1.1 unknown\n\nMessage-ID: <e@onus.example>\n';
    expect(parseBounce(exim)).toMatchObject({ kind: 'hard', messageId: 'e@onus.example' });
    const qmail =
      'Subject: failure notice\n\nHi. This is the qmail-send program at mx.example.org.\nI gave up.\n\n<kim@example.org>:\nSorry, no mailbox here by that name. No such user (#5.1.1)\n\n--- Below this line is a copy\n\nMessage-ID: <q@onus.example>\n';
    expect(parseBounce(qmail)).toMatchObject({
      kind: 'hard',
      messageId: 'q@onus.example',
      recipients: [{ address: 'kim@example.org', status: '5.1.1' }],
    });
  });

  it('is nothing else: neither a person’s mail that quotes one nor an absence note', () => {
    expect(
      parseBounce('From: a@b.c\nSubject: Undelivered\n\nFinal-Recipient: rfc822; a@b.c\nAction: failed\n'),
    ).toBeUndefined();
    expect(parseBounce('Auto-Submitted: auto-replied\n\nI am away.')).toBeUndefined();
    expect(parseBounce('')).toBeUndefined();
  });

  it('never fails on what it cannot read, and never takes long', () => {
    const bit = fc.constantFrom(
      '\n',
      '\r\n',
      '--b',
      'Content-Type: multipart/report; boundary=b',
      'Content-Type: message/delivery-status',
      'Action: failed',
      'Final-Recipient: x',
      ': ',
      '\0',
      'é',
      '=3',
      '<@>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(bit, fc.string()), { maxLength: 60 }), (bits) => {
        parseBounce(bits.join('\n'));
        parseBounce(Buffer.from(bits.join('')));
      }),
      { numRuns: 300 },
    );
    const nested = 'Content-Type: multipart/mixed; boundary=b\n\n--b\n'.repeat(20_000);
    const began = performance.now();
    parseBounce(nested);
    parseBounce(`Content-Type: multipart/report; boundary=b\n\n${'--b\n\n'.repeat(300_000)}`);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
