export interface Key {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  madeAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export const choices = ['read', 'intake', 'admin'] as const;
export type Scope = (typeof choices)[number];
