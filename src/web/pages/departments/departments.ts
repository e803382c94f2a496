import type { z } from 'zod';
import type { DepartmentsAnswer, DepartmentHome as Home } from '../../../govern/shapes.ts';
import type { EcosystemObject, Ecosystem as Whole } from '../../../own/ecosystem.ts';
import type { Key } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type Together = Wire<DepartmentsAnswer>;
export type DepartmentHome = Wire<Home>;
export type Ecosystem = Wire<Whole>;
export type Thing = Wire<z.infer<typeof EcosystemObject>>;
export type Part = Thing['missing'][number];
export const parts: readonly Part[] = ['provider', 'influencer', 'definer', 'implementer'];
export const touched: Key[] = [['ecosystem'], ['departments together']];
