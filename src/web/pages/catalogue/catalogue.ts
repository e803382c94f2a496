import { useApi } from '../../api/useApi.ts';

export const kinds = ['data_set', 'product', 'trend'] as const;
export const sensitivities = ['public', 'internal', 'confidential', 'personal', 'special'] as const;

export interface Item {
  id: string;
  kind: (typeof kinds)[number];
  key: string;
  name: string;
  description: string;
  ownerPersonId: string | null;
  ownerName: string | null;
  departmentId: string | null;
  departmentName: string | null;
  sensitivity: (typeof sensitivities)[number];
  url: string | null;
  reviewOn: string | null;
  sources: { key: string; name: string }[];
  stale: boolean;
}

export interface CatalogueShape {
  items: Item[];
  undescribed: { key: string; name: string }[];
}

export const useCatalogue = () => useApi<CatalogueShape>(['catalogue'], '/catalogue');
