import { expect, test } from 'vitest';
import { mediaTypeOf } from './mediaType.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

test('a file is what its first bytes say, whatever it is called', () => {
  expect(mediaTypeOf(bytes('%PDF-1.7'), 'invoice.png')).toBe('application/pdf');
  expect(mediaTypeOf(bytes('\x89PNG\r\n\x1a\n…'), 'a')).toBe('image/png');
  expect(mediaTypeOf(new Uint8Array(Buffer.from('Guten Tag, schöne Grüße')), 'x.exe')).toBe('text/plain');
  expect(mediaTypeOf(bytes('PK\x03\x04'), 'letter.DOCX')).toMatch(/wordprocessingml/);
  // A letter cut in two at the end of what is looked at is still text.
  expect(mediaTypeOf(new Uint8Array(Buffer.from('ü')).subarray(0, 1), 'a.txt')).toBe('text/plain');
});

test('what runs is not kept', () => {
  for (const [text, name] of [
    ['MZ\x90\0', 'setup.pdf'],
    ['PK\x03\x04', 'all.zip'],
    ['\x7fELF', 'a.txt'],
    ['  <script>alert(1)</script>', 'a.txt'],
    ['<!doctype html>', 'a.png'],
    ['<svg xmlns="x">', 'a.svg'],
    ['<?xml version="1.0"?><svg/>', 'a.svg'],
    ['#!/bin/sh', 'run'],
  ] as const)
    expect(mediaTypeOf(bytes(text), name), text).toBeUndefined();
});
