import { expect, test } from 'vitest';
import { checkPassword, hashPassword, Password } from './password.ts';

test('the right password and no other; the same password twice gives two hashes', async () => {
  const [one, other] = await Promise.all([
    hashPassword('grüne Wiese am See'),
    hashPassword('grüne Wiese am See'),
  ]);
  expect(one).not.toBe(other);
  expect(one).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(await checkPassword('grüne Wiese am See', one)).toBe(true);
  // Typed with combining dots: the same password.
  expect(await checkPassword('grüne Wiese am See'.normalize('NFD'), other)).toBe(true);
  expect(await checkPassword('Grüne Wiese am See', one)).toBe(false);
});

test('without a hash nobody gets in', async () => {
  expect(await checkPassword('', undefined)).toBe(false);
  expect(await checkPassword('x', 'plain$x')).toBe(false);
});

test('length is the only rule', () => {
  expect(Password.safeParse('aaaaaaaaaa').success).toBe(true);
  expect(Password.safeParse('Aa1!').success).toBe(false);
  expect(Password.safeParse('a'.repeat(201)).success).toBe(false);
});
