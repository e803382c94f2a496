import type { Assignment } from '../own/assignment.ts';
import { assign } from '../own/own.ts';

export const Home = (a: Assignment) => <p>{String(assign)}{a.id}</p>;
