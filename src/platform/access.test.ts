import { expect, test } from 'vitest';
import {
  permissions,
  permissionsOfRole,
  permissionsOfRoles,
  permissionsOfScopes,
  require,
  roles,
  systemActor,
} from './access.ts';

test('a member works on cases, proposes texts, comments on maps, writes conversations down and changes nothing else', () => {
  const may = [...permissionsOfRoles(['member'])].filter((one) => !one.endsWith(':read'));
  expect(may).toEqual(['journey:comment', 'case:work', 'library:write', 'interview:write']);
});

test('only administrators hand out keys and change settings', () => {
  for (const role of roles.filter((one) => one !== 'admin')) {
    expect(permissionsOfRole[role]).not.toContain('key:write');
    expect(permissionsOfRole[role]).not.toContain('settings:write');
  }
  expect(new Set(permissionsOfRole.admin)).toEqual(new Set(permissions));
});

test('a reading key changes nothing and reads neither mails nor the trail; an intake key only delivers', () => {
  const read = [...permissionsOfScopes(['read'])];
  expect(read.every((one) => one.endsWith(':read'))).toBe(true);
  expect(read).not.toContain('audit:read');
  expect(read).not.toContain('mail:read');
  expect([...permissionsOfScopes(['intake'])]).toEqual(['intake:write']);
  expect([...permissionsOfScopes(['case:read', 'intake'])]).toEqual(['case:read', 'intake:write']);
});

test('a refusal names the permission', () => {
  expect(() => require({ ...systemActor, permissions: new Set() }, 'key:write')).toThrow(/key:write/);
  expect(() => require(systemActor, 'key:write')).not.toThrow();
});
