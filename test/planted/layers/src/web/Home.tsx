import type { Assignment } from '../own/assignment.ts';
import { assign } from '../own/own.ts';
import { report } from '../own/report.ts';

export const Home = (a: Assignment) => <p>{String(assign)}{report()}{a.id}</p>;
