import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import type { Language } from '../i18n/language.ts';

/** Light to dark; the sixth is the accent of tokens.css, the fourth its dark-mode sister. */
const accent: MantineColorsTuple = [
  '#eef1ff',
  '#e8ecff',
  '#c9d2ff',
  '#a9b7ff',
  '#8b9dff',
  '#5b74ef',
  '#2f4bd8',
  '#2640bd',
  '#1f359c',
  '#192b80',
];

/** Mantine's greys, warm as our paper; light to dark. */
const gray: MantineColorsTuple = [
  '#faf9f6',
  '#f2f0ea',
  '#e9e5dc',
  '#e4e0d6',
  '#cfc9bb',
  '#a8a396',
  '#8a8679',
  '#656b7a',
  '#3d4452',
  '#1d2330',
];

/** Its dark surfaces, those of tokens.css: 4 and 5 are lines, 6 the card, 7 the paper. */
const dark: MantineColorsTuple = [
  '#e9ebf1',
  '#c6cbd8',
  '#a9b0c0',
  '#7a8194',
  '#3b4256',
  '#2b3040',
  '#1b1f2a',
  '#14171f',
  '#10131a',
  '#0b0d12',
];

/** Buttons take their colours from the tokens, so that light and dark need no rule of their own. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const tone = input.color === 'red' ? 'bad' : input.color === 'green' ? 'good' : 'accent';
  const known = !input.color || ['accent', 'red', 'green'].includes(input.color);
  if (!known) return defaultVariantColorsResolver(input);
  const strong =
    tone === 'accent' ? 'var(--accent-strong)' : `color-mix(in srgb, var(--${tone}), var(--ink) 12%)`;
  const border = '1px solid transparent';
  if (input.variant === 'filled') {
    return { background: `var(--${tone})`, hover: strong, color: 'var(--on-accent)', border };
  }
  if (input.variant === 'light') {
    const soft = `var(--${tone}-soft)`;
    return {
      background: soft,
      hover: `color-mix(in srgb, ${soft}, var(--${tone}) 12%)`,
      color: `var(--${tone})`,
      border,
    };
  }
  if (input.variant === 'subtle' || input.variant === 'transparent') {
    return { background: 'transparent', hover: 'var(--sunk)', color: `var(--${tone})`, border };
  }
  return defaultVariantColorsResolver(input);
};

const closing: Record<Language, string> = { en: 'Close', de: 'Schließen' };

/** The theme in a language: a few controls of Mantine carry words of their own. */
export const themeFor = (language: Language) =>
  createTheme({
    primaryColor: 'accent',
    primaryShade: { light: 6, dark: 4 },
    colors: { accent, gray, dark },
    variantColorResolver,
    fontFamily: 'var(--font)',
    fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '18px' },
    lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.5', xl: '1.5' },
    headings: {
      fontFamily: 'var(--font)',
      fontWeight: '650',
      sizes: { h1: { fontSize: '22px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
    },
    defaultRadius: 'md',
    radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Button: { defaultProps: { size: 'sm', variant: 'default' } },
      ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
      Modal: {
        defaultProps: {
          closeButtonProps: { 'aria-label': closing[language] },
          centered: true,
          overlayProps: { backgroundOpacity: 0.35 },
          padding: 'lg',
          radius: 'lg',
        },
      },
      Drawer: {
        defaultProps: {
          overlayProps: { backgroundOpacity: 0.35 },
          closeButtonProps: { 'aria-label': closing[language] },
          position: 'right',
          padding: 'lg',
          size: 'lg',
        },
      },
      Tooltip: {
        defaultProps: {
          withArrow: true,
          multiline: true,
          maw: 280,
          openDelay: 250,
          events: { hover: true, focus: true, touch: true },
        },
      },
      Menu: { defaultProps: { shadow: 'md', radius: 'lg', withInitialFocusPlaceholder: false } },
      Select: { defaultProps: { checkIconPosition: 'right', allowDeselect: false } },
      Skeleton: { defaultProps: { radius: 'md' } },
    },
  });

/** Mantine's own variables, pointed at the tokens. */
export const variables: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--card)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink2)',
    '--mantine-color-placeholder': 'var(--ink3)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default': 'var(--card)',
    '--mantine-color-default-hover': 'var(--sunk)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line2)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-strong)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-shadow-md': 'var(--shadow-over)',
    '--mantine-shadow-xl': 'var(--shadow-over)',
  };
  return { variables: {}, light: both, dark: both };
};

/** Light, dark or as the system has it; static/before-paint.js reads the same key before the first paint. */
export const colourKept = localStorageColorSchemeManager({ key: 'onus.colour' });
