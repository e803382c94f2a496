import { expect, test } from 'vitest';
import { readList } from './list.ts';

const refused = (text: string) => expect(readList(text)).rejects;

test('columns by name, in any order; the same address twice is one person', async () => {
  const list =
    '\uFEFFName;E-Mail;Sprache\r\n"Öz; Kim";KIM@home.example;de\r\n\r\nLea;lea@home.example;\r\nKim;kim@home.example;en\r\n';
  expect(await readList(list)).toEqual([
    { email: 'kim@home.example', name: 'Öz; Kim', language: 'de' },
    { email: 'lea@home.example', name: 'Lea', language: null },
  ]);
});

test('addresses alone need no first line', async () => {
  const found = await readList('kim@home.example\nlea@home.example');
  expect(found.map(({ email }) => email)).toEqual(['kim@home.example', 'lea@home.example']);
});

test('what is no list is refused, with the lines that are wrong', async () => {
  await refused('name,city\nKim,Kiel').toMatchObject({
    code: 'bad_list',
    facts: { columns: ['name', 'city'] },
  });
  await refused('email;name\nkim@home.example;Kim\nkim at home;Kim\n"x@y.de\nBcc: z@y.de";x').toMatchObject({
    code: 'bad_list',
    facts: { lines: [{ line: 3, text: 'kim at home' }, { line: 4 }] },
  });
  await refused('email;name\n').toMatchObject({ code: 'bad_list' });
  await refused('').toMatchObject({ code: 'empty_file' });
});
