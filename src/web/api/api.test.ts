import { expect, test, vi } from 'vitest';
import { apiPath, take, whenSignedOut } from './api.ts';
import { ApiProblem } from './problem.ts';

test('the query leaves out what is not there and repeats lists', () => {
  expect(apiPath('/cases', { open: true, q: '', owner: undefined, kind: ['a', 'b&c'] })).toBe(
    '/api/v1/cases?open=true&kind=a&kind=b%26c',
  );
});

test('a refusal carries its sentence, code and fields', () => {
  const body = JSON.stringify({
    title: 'Not valid',
    status: 422,
    detail: 'Two fields need another look.',
    code: 'invalid',
    errors: [{ path: 'email', message: 'is used already' }],
  });
  try {
    take(422, body, '/people');
    expect.unreachable();
  } catch (problem) {
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ code: 'invalid', status: 422, message: 'Two fields need another look.' });
    expect((problem as ApiProblem).field('email')).toBe('is used already');
  }
});

test('an answer that is no JSON is still a problem with a sentence', () => {
  expect(() => take(502, '<html>bad gateway</html>', '/cases')).toThrow('The server answered 502.');
});

test('only a page’s own call tells that the session ended, not a wrong password', () => {
  const told = vi.fn();
  whenSignedOut(told);
  expect(() => take(401, '', '/session')).toThrow();
  expect(told).not.toHaveBeenCalled();
  expect(() => take(401, '', '/cases')).toThrow();
  expect(told).toHaveBeenCalledOnce();
});
