export const allAssignments = 'select 1';
