import { allAssignments } from './assignment.sql.ts';

export const report = () => allAssignments;
