import { assign } from '../own/own.ts';
import { allAssignments } from '../own/assignment.sql.ts';
import type { Assignment } from '../own/assignment.ts';
import { isOpen } from '../own/assignment.ts';
import { gone } from './gone.ts';

export const openCase = (a: Assignment) => [assign, isOpen, allAssignments, gone, a, import('../loop.ts')];
