import pg from 'pg';
import { assign } from '../own/own.ts';

export const take = () => [pg, assign];
