import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pack } from './pack.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const api = process.env.ONUS_API ?? `http://127.0.0.1:${process.env.ONUS_PORT ?? '4100'}`;

/** The browser application: `vite build src/web` writes dist/web; `vite src/web` serves it and sends /api on. */
export default defineConfig({
  root: here,
  publicDir: 'static',
  plugins: [react(), pack()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // The font is fetched on its own so that the first stylesheet stays small.
    assetsInlineLimit: 2048,
    // ECharts is one lazy chunk of about 600 kB raw; anything beyond that is a mistake.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What a dozen pages share comes with the first load in one file: half the requests, and it packs better.
          // Large modules stay out: they would weigh on pages that never draw them.
          groups: [{ name: 'shared', minShareCount: 12, maxModuleSize: 60_000 }],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    // Not all of /api: the sources of the browser's own api folder are served below it.
    proxy: { '^/api/(v1|docs|openapi)': { target: api, changeOrigin: false }, '/healthz': api, '^/p/': api },
  },
});
