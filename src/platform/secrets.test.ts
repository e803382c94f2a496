import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seal, unseal } from './secrets.ts';

const folder = () => ({ dataFolder: mkdtempSync(join(tmpdir(), 'onus-')) });

test('whatever is sealed comes back, never looks the same twice, and only for its own purpose', () => {
  const place = folder();
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, purpose) => {
      const sealed = seal(place, purpose, text);
      expect(unseal(place, purpose, sealed)).toBe(text);
      expect(seal(place, purpose, text)).not.toBe(sealed);
      expect(() => unseal(place, `${purpose}x`, sealed)).toThrow(/enter the password again/);
    }),
    { numRuns: 50 },
  );
});

test('the key lies in the data folder for its owner alone, and is kept', () => {
  const place = folder();
  const sealed = seal(place, 'p', 'secret');
  const path = join(place.dataFolder, 'secret.key');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const elsewhere = folder();
  writeFileSync(join(elsewhere.dataFolder, 'secret.key'), readFileSync(path));
  expect(unseal(elsewhere, 'p', sealed)).toBe('secret');
  rmSync(path);
  expect(() => unseal(folder(), 'p', sealed)).toThrow(/cannot be read/);
});

test('a key from outside needs no file, and a changed text is found out', () => {
  const place = { dataFolder: '/nonexistent', secret: 'correct horse battery staple, and more' };
  const sealed = seal(place, 'p', 'secret');
  expect(unseal(place, 'p', sealed)).toBe('secret');
  const [version, name, nonce, body] = sealed.split('.');
  const other = `${body?.startsWith('A') ? 'B' : 'A'}${body?.slice(1)}`;
  expect(() => unseal(place, 'p', [version, name, nonce, other].join('.'))).toThrow();
  for (const nonsense of ['', 'v1', 'v1.x.y.z', sealed.slice(0, -3)])
    expect(() => unseal(place, 'p', nonsense)).toThrow();
});
