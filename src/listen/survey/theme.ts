import { z } from 'zod';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'is a colour such as #2f4bd8');

/** Small enough to travel inside the page: a second request for a logo would cost more than it weighs. */
const MOST_LOGO = 12_000;

export const Theme = z.strictObject({
  /** Buttons and what is chosen. */
  accent: colour.default('#2f4bd8'),
  background: colour.default('#faf9f6'),
  card: colour.default('#ffffff'),
  text: colour.default('#1d2330'),
  /** Name above the survey; the organisation's own unless told. */
  brand: z.string().max(80).optional(),
  logo: z
    .string()
    .max(MOST_LOGO, 'is too large: at most 9 kB')
    .regex(/^data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+=*$/, 'is a PNG, JPEG, WebP or GIF image')
    .optional(),
  logoText: z.string().max(120).optional().describe('What the logo shows, for who cannot see it.'),
});
export type Theme = z.infer<typeof Theme>;

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, 1 to 21, WCAG 2.2. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever reads better on a colour. */
export function onColour(colour: string): '#ffffff' | '#000000' {
  return contrast(colour, '#ffffff') >= contrast(colour, '#000000') ? '#ffffff' : '#000000';
}

export interface Weak {
  what: 'text_on_card' | 'text_on_background' | 'accent_on_card';
  has: number;
  needs: number;
}

/** Pairs that are too alike: text needs 4.5, what marks a choice 3 (WCAG 2.2, 1.4.3 and 1.4.11). */
export function weakContrasts(theme: Theme): Weak[] {
  const pairs: [Weak['what'], string, string, number][] = [
    ['text_on_card', theme.text, theme.card, 4.5],
    ['text_on_background', theme.text, theme.background, 4.5],
    ['accent_on_card', theme.accent, theme.card, 3],
  ];
  return pairs
    .map(([what, one, other, needs]) => ({ what, has: Math.round(contrast(one, other) * 100) / 100, needs }))
    .filter(({ has, needs }) => has < needs);
}
