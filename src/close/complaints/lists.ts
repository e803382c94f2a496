import { z } from 'zod';

const Entry = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'Lower case letters, digits, - and _.'),
  en: z.string().trim().min(1).max(100),
  de: z.string().trim().min(1).max(100),
});
const List = z
  .array(Entry)
  .min(1)
  .max(100)
  .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'A key stands here twice.');

/** What complaints are about, and what caused them: the organisation's own lists. */
export const ComplaintLists = z.object({ categories: List, causes: List }).meta({ id: 'ComplaintLists' });
export type ComplaintLists = z.infer<typeof ComplaintLists>;

export const firstLists: ComplaintLists = {
  categories: [
    { key: 'product', en: 'Product or its quality', de: 'Produkt oder Qualität' },
    { key: 'service', en: 'Service and support', de: 'Service und Betreuung' },
    { key: 'delivery', en: 'Delivery and appointments', de: 'Lieferung und Termine' },
    { key: 'billing', en: 'Bills and payments', de: 'Rechnung und Zahlung' },
    { key: 'contract', en: 'Contract and cancellation', de: 'Vertrag und Kündigung' },
    { key: 'conduct', en: 'Conduct of a person', de: 'Verhalten einer Person' },
    { key: 'information', en: 'Wrong or missing information', de: 'Falsche oder fehlende Auskunft' },
    { key: 'privacy', en: 'Privacy', de: 'Datenschutz' },
    { key: 'other', en: 'Something else', de: 'Anderes' },
  ],
  causes: [
    { key: 'process', en: 'The process fails here', de: 'Der Ablauf versagt hier' },
    { key: 'handover', en: 'Lost between departments', de: 'Zwischen Abteilungen verloren' },
    { key: 'system', en: 'System fault', de: 'Fehler im System' },
    { key: 'mistake', en: 'A single mistake', de: 'Einzelner Fehler' },
    { key: 'promise', en: 'Promised what cannot be kept', de: 'Versprochen, was nicht zu halten ist' },
    { key: 'capacity', en: 'Too few people or parts', de: 'Zu wenig Leute oder Material' },
    { key: 'supplier', en: 'A supplier', de: 'Ein Zulieferer' },
    { key: 'terms', en: 'Our terms, as they are meant', de: 'Unsere Bedingungen, wie gewollt' },
    { key: 'no_fault', en: 'No fault of ours', de: 'Kein Fehler von uns' },
  ],
};
