import { take } from './collect/collect.ts';
import { allAssignments } from './own/assignment.sql.ts';
import { plant } from '../../elsewhere.ts';

export const loop = [take, allAssignments, plant];
