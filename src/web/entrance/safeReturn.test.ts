import { expect, test } from 'vitest';
import { safeReturn } from './safeReturn.ts';

test.each([
  ['/customers?q=x', '/customers?q=x'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [undefined, '/'],
])('%s → %s', (to, goes) => {
  expect(safeReturn(to)).toBe(goes);
});
