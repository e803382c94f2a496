import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutReply } from './cutReply.ts';

const said = 'The technician never came.\nI waited all morning.';

describe('what was written is told apart from what was quoted', () => {
  it.each([
    [
      'Gmail',
      'On Mon, Mar 2, 2026 at 9:00 AM Halden Broadband <help@halden.example> wrote:\n\n> Dear Kim,\n> we are sorry',
    ],
    [
      'Gmail, wrapped',
      'On Mon, Mar 2, 2026 at 9:00 AM Halden Broadband Customer Care\n<help@halden.example>\nwrote:\n\n> Dear Kim,',
    ],
    [
      'Gmail, German',
      'Am Mo., 2. März 2026 um 09:00 Uhr schrieb Halden Breitband <\nhilfe@halden.example>:\n\n> Liebe Kim,',
    ],
    [
      'Apple Mail',
      'On 2 Mar 2026, at 09:00, Halden Broadband <help@halden.example> wrote:\n\nDear Kim,\nwe are sorry',
    ],
    [
      'Apple Mail, German',
      'Am 02.03.2026 um 09:00 schrieb Halden Breitband <hilfe@halden.example>:\n\n> Liebe Kim,\n',
    ],
    ['Thunderbird', 'On 3/2/26 09:00, Halden Broadband wrote:\n> Dear Kim,'],
    ['Thunderbird, German', 'Am 02.03.26 um 09:00 schrieb Halden Breitband:\n> Liebe Kim,'],
    [
      'Outlook',
      '________________________________\nFrom: Halden Broadband <help@halden.example>\nSent: Monday, March 2, 2026 9:00 AM\nTo: Kim <kim@example.org>\nSubject: Your appointment\n\nDear Kim,',
    ],
    [
      'Outlook, German',
      'Von: Halden Breitband <hilfe@halden.example>\nGesendet: Montag, 2. März 2026 09:00\nAn: Kim <kim@example.org>\nBetreff: Ihr Termin\n\nLiebe Kim,',
    ],
    [
      'Outlook on the web',
      'From: Halden Broadband <help@halden.example>\nDate: Monday, 2 March 2026 at 09:00\nTo: Kim <kim@example.org>\nSubject: Your appointment\n\nDear Kim,',
    ],
    [
      'Outlook, bold',
      '*From:* Halden Broadband <help@halden.example>\n*Sent:* Monday, March 2, 2026 9:00 AM\n*To:* Kim <kim@example.org>\n*Subject:* Your appointment\n\nDear Kim,',
    ],
    [
      'older Outlook',
      '-----Original Message-----\nFrom: Halden Broadband\nSent: Monday\nSubject: Your appointment\n\nDear Kim,',
    ],
    [
      'older Outlook, German',
      '-----Ursprüngliche Nachricht-----\nVon: Halden Breitband\nGesendet: Montag\nBetreff: Ihr Termin\n\nLiebe Kim,',
    ],
    [
      'GMX',
      'Gesendet: Montag, 02. März 2026 um 09:00 Uhr\nVon: "Halden Breitband" <hilfe@halden.example>\nAn: kim@example.org\nBetreff: Ihr Termin\nLiebe Kim,',
    ],
    [
      'Yahoo',
      'On Monday, March 2, 2026, 09:00:00 AM GMT+1, Halden Broadband <help@halden.example> wrote:\n\nDear Kim,',
    ],
    ['plain quotes', '> Dear Kim,\n> we are sorry\n>\n> Halden'],
  ])('%s', (_, history) => {
    expect(cutReply(`${said}\n\n${history}\n`)).toBe(said);
    expect(cutReply(`${said}\r\n\r\n${history.replaceAll('\n', '\r\n')}`)).toBe(said);
  });

  it.each([
    ['the standard', '-- \nKim Muster\nMusterweg 1\n+49 30 1234'],
    ['the standard, space lost', '--\nKim'],
    ['an iPhone', 'Sent from my iPhone'],
    ['an iPhone, German', 'Von meinem iPhone gesendet'],
    ['Android, German', 'Diese Nachricht wurde von meinem Android-Mobiltelefon mit GMX Mail gesendet.'],
    ['Outlook for iOS', 'Get Outlook for iOS<https://aka.ms/o0ukef>'],
    ['Outlook for iOS, link below', 'Get Outlook for iOS\nhttps://aka.ms/o0ukef'],
    ['Outlook for Android, German', 'Outlook für Android beziehen'],
    ['GMX app', 'Gesendet mit der GMX Mail App'],
    ['Yahoo', 'Sent from Yahoo Mail on Android'],
  ])('without the signature of %s', (_, signature) => {
    expect(cutReply(`${said}\n\n${signature}\n`)).toBe(said);
    expect(
      cutReply(
        `${said}\n\n${signature}\n\nOn 2 Mar 2026, at 09:00, Halden <h@h.example> wrote:\n\n> Dear Kim`,
      ),
    ).toBe(said);
  });

  it('keeps what was answered between and below quoted lines', () => {
    expect(
      cutReply(
        'On 3/2/26 09:00, Halden wrote:\n> Did he come?\nNo.\n\n> Will Tuesday do?\nYes, after five.\n',
      ),
    ).toBe('No.\n\nYes, after five.');
    expect(
      cutReply('Am 02.03.26 um 09:00 schrieb Halden:\n> Liebe Kim,\n> kam er?\n\nNein, er kam nicht.'),
    ).toBe('Nein, er kam nicht.');
  });

  it('keeps everything where nothing would be left', () => {
    const forwarded =
      '---------- Forwarded message ---------\nFrom: Halden <h@h.example>\nDate: Mon, Mar 2, 2026\nSubject: Offer\nTo: kim@example.org\n\n50 % off!';
    expect(cutReply(forwarded)).toBe(forwarded);
    expect(cutReply('> only quoted')).toBe('> only quoted');
    expect(cutReply('Sent from my iPhone')).toBe('Sent from my iPhone');
    expect(cutReply('  \n ')).toBe('');
  });

  it('cuts no words that only look like it', () => {
    for (const words of [
      'On Monday I wrote:\nplease call me. Nobody did.',
      'Am Montag kam niemand: weder um 9 noch um 10.',
      'From: what I hear you are the best.\nThanks!',
      'Ordered:\n-- one router\n-- two cables\nOnly cables came.\n'.repeat(12).trim(),
      'See https://halden.example/help – it does not help:\nhttps://halden.example/404',
      'Kind regards,\nKim Muster',
      'Mit freundlichen Grüßen\nKim Muster',
    ]) {
      expect(cutReply(words)).toBe(words);
    }
  });

  it('never fails, invents nothing, and never takes long', () => {
    const bit = fc.constantFrom(
      '> ',
      '\n',
      'On 1 Mar 2026 x wrote:',
      '-- ',
      'From: a@b',
      'To: c',
      'Subject: d',
      'Am 1.1. schrieb b:',
      '____________',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(bit, fc.string()), { maxLength: 40 }), (bits) => {
        const text = bits.join('');
        const cut = cutReply(text);
        const given = new Set(
          text
            .replace(/\r\n?/g, '\n')
            .replace(/\u00a0/g, ' ')
            .split('\n')
            .map((line) => line.trim()),
        );
        for (const line of cut.split('\n')) expect(line.trim() === '' || given.has(line.trim())).toBe(true);
        expect(text.trim() !== '' && cut === '').toBe(
          text.trim() !== '' && text.replace(/\u00a0/g, ' ').trim() === '',
        );
      }),
    );
    const began = performance.now();
    cutReply('On a\n'.repeat(100_000));
    cutReply(`${'On '.repeat(50_000)}wrote:`);
    cutReply('From: a\n'.repeat(50_000));
    cutReply('a@b\n'.repeat(50_000));
    cutReply('> a\nOn 1 @\n'.repeat(30_000));
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
