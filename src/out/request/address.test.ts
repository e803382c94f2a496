import { describe, expect, test } from 'vitest';
import { addressesOf, objectionTo } from './address.ts';

describe('where messages may go', () => {
  const inside = [
    '127.0.0.1',
    '127.1.2.3',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '198.18.0.1',
    '::1',
    'fc00::1',
    'fd12:3456::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '::127.0.0.1',
  ];
  const never = [
    '0.0.0.0',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::',
    'fd00:ec2::254',
    'not an address',
  ];
  const fine = [
    '93.184.216.34',
    '8.8.8.8',
    '172.32.0.1',
    '2606:2800:220:1:248:1893:25c8:1946',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ];
  test.each(inside)('%s only where it is allowed', (address) => {
    expect(objectionTo(address, false)).toBeDefined();
    expect(objectionTo(address, true)).toBeUndefined();
  });
  test.each(never)('%s never', (address) => expect(objectionTo(address, true)).toBeDefined());
  test.each(fine)('%s always', (address) => expect(objectionTo(address, false)).toBeUndefined());

  test('spellings that mean the same are the same', async () => {
    for (const spelling of [
      'http://0x7f.1/',
      'http://2130706433/',
      'http://127.1/',
      'http://[::ffff:127.0.0.1]/',
    ])
      await expect(addressesOf(new URL(spelling).hostname, false)).rejects.toMatchObject({
        code: 'address_refused',
      });
  });
});
