/** Govern: is it kept up. What each department has to put in place, and how everybody's work moves the common metric. */
export { departmentHome, departmentsTogether } from './departments.ts';
export { myImpact } from './impact.ts';
