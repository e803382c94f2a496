import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReplyAddress, replyAddress, withoutTag } from './replyAddress.ts';

const place = { dataFolder: '/nonexistent', secret: 'a secret of more than thirty-two characters' };
const other = { ...place, secret: 'another secret of more than thirty-two characters' };

test('an address says what it stands for, in whatever case it comes back, and to nobody without our key', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.boolean(), (id, loud) => {
      const made = replyAddress(place, 'feedback@halden.example', { kind: 'case', id }) as string;
      expect(made.indexOf('@')).toBeLessThanOrEqual(64);
      const back = loud ? made.toUpperCase() : made;
      expect(readReplyAddress(place, back)).toEqual({ kind: 'case', id });
      expect(readReplyAddress(other, back)).toBeUndefined();
      expect(withoutTag(back)).toBe('feedback@halden.example');
    }),
  );
});

test('another case’s address does not follow from one’s own', () => {
  const [a, b] = ['0196b000-0000-7000-8000-000000000001', '0196b000-0000-7000-8000-000000000002'].map(
    (id) => replyAddress(place, 'f@h.example', { kind: 'case', id }) as string,
  ) as [string, string];
  const [, id] = /case-([^-]+)-/.exec(b) as RegExpExecArray;
  expect(readReplyAddress(place, a.replace(/case-[^-]+-/, `case-${id}-`))).toBeUndefined();
  for (const wrong of [
    '',
    'f@h.example',
    'f+case@h.example',
    'f+case-zzzzzzzzzzzzzzzzzzzzzzzzz-1@h.example',
    'f+case-1-zzzzzzzzzzzzz@h.example',
  ])
    expect(readReplyAddress(place, wrong)).toBeUndefined();
});

test('where there is no room for it there is no such address', () => {
  const long = `${'kundenservice'.repeat(3)}@h.example`;
  expect(
    replyAddress(place, long, { kind: 'case', id: '0196b000-0000-7000-8000-000000000001' }),
  ).toBeUndefined();
});
