import { z } from 'zod';
import { csvResponse } from '../platform/csv.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { invite } from '../platform/signIn/signIn.ts';
import {
  addDepartment,
  addPerson,
  addTeam,
  assignmentsOfPerson,
  changeDepartment,
  changePerson,
  findPeople,
  listDepartments,
  listTeams,
  personById,
  removePerson,
  setRole,
} from './own.ts';
import * as shape from './person.ts';
import { HeldList } from './shapes.ts';

const Id = z.object({ id: z.uuid() });
const PersonRole = z.object({ id: z.uuid(), role: shape.RoleName });
const PeopleQuery = z.object({
  q: z.string().trim().max(200).optional(),
  department: z.string().max(100).optional(),
  gone: z.stringbool().default(false),
  format: z.enum(['json', 'csv']).default('json'),
});
const answers = shape.Person;

export function peopleRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/people',
      'people:read',
      {
        summary: 'Who is here; with gone=true also who left.',
        query: PeopleQuery,
        answers: shape.PersonList,
        produces: ['text/csv'],
      },
      async ({ query, actor }) => {
        const items = await findPeople(platform, actor, query);
        if (query.format === 'json') return { items, next: null };
        const rows = items.map((one) => [
          one.name,
          one.email,
          one.title,
          one.departmentName,
          one.roles.join(' '),
          one.joinedOn,
          one.leftOn,
        ]);
        const header = ['name', 'email', 'title', 'department', 'roles', 'joined_on', 'left_on'];
        return csvResponse(
          'people.csv',
          header,
          (async function* () {
            yield rows;
          })(),
        );
      },
    ),
    route(
      'post',
      '/people',
      'people:write',
      { summary: 'Add somebody and invite them by mail.', body: shape.PersonInput, answers, status: 201 },
      ({ body, actor }) => addPerson(platform, actor, body),
    ),
    route(
      'get',
      '/people/:id',
      'people:read',
      { summary: 'One person.', params: Id, answers },
      ({ params, actor }) => personById(platform, actor, params.id),
    ),
    route(
      'patch',
      '/people/:id',
      'people:write',
      {
        summary: 'Change a person; leftOn is the first day away.',
        params: Id,
        body: shape.PersonChange,
        answers,
      },
      ({ params, body, actor }) => changePerson(platform, actor, params.id, body),
    ),
    route(
      'delete',
      '/people/:id',
      'people:write',
      {
        summary:
          'Remove somebody entered by mistake. Whoever had a part in anything gets a last day instead.',
        params: Id,
      },
      ({ params, actor }) => removePerson(platform, actor, params.id),
    ),
    route(
      'post',
      '/people/:id/invitation',
      'people:write',
      { summary: 'Send the invitation again.', params: Id },
      ({ params, actor }) => invite(platform, actor, params.id),
    ),
    route(
      'get',
      '/people/:id/assignments',
      'ownership:read',
      { summary: 'What a person holds, held and will hold.', params: Id, answers: HeldList },
      async ({ params, actor }) => ({
        items: await assignmentsOfPerson(platform, actor, params.id),
        next: null,
      }),
    ),
    route(
      'put',
      '/people/:id/roles/:role',
      'people:write',
      { summary: 'Give a role from now on.', params: PersonRole, answers },
      ({ params, actor }) => setRole(platform, actor, params.id, { role: params.role, held: true }),
    ),
    route(
      'delete',
      '/people/:id/roles/:role',
      'people:write',
      { summary: 'Take a role from now on.', params: PersonRole, answers },
      ({ params, actor }) => setRole(platform, actor, params.id, { role: params.role, held: false }),
    ),
    route(
      'get',
      '/departments',
      'people:read',
      { summary: 'Departments with their heads.', answers: shape.DepartmentList },
      async () => ({
        items: await listDepartments(platform.db),
        next: null,
      }),
    ),
    route(
      'post',
      '/departments',
      'people:write',
      { summary: 'Add a department.', body: shape.DepartmentInput, answers: shape.Department, status: 201 },
      ({ body, actor }) => addDepartment(platform, actor, body),
    ),
    route(
      'patch',
      '/departments/:id',
      'people:write',
      {
        summary: 'Change, archive or bring back a department.',
        params: Id,
        body: shape.DepartmentChange,
        answers: shape.Department,
      },
      ({ params, body, actor }) => changeDepartment(platform, actor, params.id, body),
    ),
    route('get', '/teams', 'people:read', { summary: 'Teams.', answers: shape.TeamList }, async () => ({
      items: await listTeams(platform.db),
      next: null,
    })),
    route(
      'post',
      '/teams',
      'people:write',
      { summary: 'Add a team.', body: shape.TeamInput, status: 201 },
      ({ body, actor }) => addTeam(platform, actor, body),
    ),
  ];
}
