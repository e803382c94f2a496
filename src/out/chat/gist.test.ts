import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from '../catalogue/catalogue.ts';
import { exampleCase } from '../catalogue/eventType.ts';
import { gistOf } from './gist.ts';
import { slackBody } from './slack.ts';
import { teamsBody } from './teams.ts';
import { chatWords } from './words.ts';

const by = {
  language: 'en',
  timezone: 'UTC',
  baseUrl: 'https://onus.example',
  departments: new Map(),
} as const;
const message = (reason: string, urgent = true) => ({
  type: 'case.opened',
  body: JSON.stringify({ data: { case: { ...exampleCase, reason, urgent } } }),
});

test('every kind of event has its words in both languages', () => {
  for (const { type } of catalogue) {
    expect(chatWords.en.titles[type]).toBeTruthy();
    expect(chatWords.de.titles[type]).toBeTruthy();
  }
});

test('however many and whatever they say, the message keeps to what Slack and Teams take', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3000 }), { minLength: 1, maxLength: 40 }), (reasons) => {
      const gist = gistOf(
        reasons.map((reason) => message(reason)),
        by,
      );
      const slack = JSON.parse(slackBody(gist));
      expect(slack.blocks.length).toBeLessThanOrEqual(50);
      for (const block of slack.blocks)
        if (block.type === 'section') expect(block.text.text.length).toBeLessThanOrEqual(3000);
      expect(slackBody(gist)).not.toMatch(/<[!@#]/);
      expect(Buffer.byteLength(teamsBody(gist))).toBeLessThan(28_000);
    }),
  );
});

test('names call nobody and make no links', () => {
  const slack = slackBody(gistOf([message('<!channel> & <https://evil.example|here>')], by));
  expect(slack).toContain('&lt;!channel&gt; &amp; &lt;https://evil.example|here&gt;');
  const teams = teamsBody(gistOf([message('[here](https://evil.example) **now**')], by));
  expect(JSON.parse(teams).attachments[0].content.body[1].text).toContain(
    '\\[here\\]\\(https://evil.example\\) \\*\\*now\\*\\*',
  );
});

test('the most urgent stand first', () => {
  const gist = gistOf([message('calm', false), message('burning')], by);
  expect(gist.lines.map(({ text }) => text.includes('burning'))).toEqual([true, false]);
});
