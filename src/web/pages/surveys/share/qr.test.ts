import { expect, test } from 'vitest';
import { qrPath, qrSvg } from './qr.ts';

test('a code has its quiet zone and the three corners that scanners look for', () => {
  const { size, path } = qrPath('https://onus.example/s/after-visit?channel=qr');
  const dark = new Set(path.match(/M\d+ \d+/g));
  for (let i = 0; i < size; i++) expect(dark.has(`M${i} 3`)).toBe(false);
  const inner = size - 8;
  for (const [x, y] of [
    [4, 4],
    [4 + inner - 7, 4],
    [4, 4 + inner - 7],
  ] as const) {
    for (let i = 0; i < 7; i++) expect(dark.has(`M${x + i} ${y}`)).toBe(true);
    expect(dark.has(`M${x + 1} ${y + 1}`)).toBe(false);
    expect(dark.has(`M${x + 3} ${y + 3}`)).toBe(true);
  }
});

test('the file is a picture that stands alone', () => {
  expect(qrSvg('x')).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 29 29"/);
});
