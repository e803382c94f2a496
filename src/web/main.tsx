import './theme/layers.css';
import './theme/mantine.ts';
import './theme/font.css';
import './theme/tokens.css';
import './theme/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './api/queries.ts';
import { useLanguage } from './i18n/language.ts';
import { NoticeBoard } from './parts/NoticeBoard.tsx';
import { router } from './router.ts';
import { colourKept, themeFor, variables } from './theme/theme.ts';

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no #app');

const themes = { en: themeFor('en'), de: themeFor('de') };

function App() {
  return (
    <MantineProvider
      theme={themes[useLanguage()]}
      cssVariablesResolver={variables}
      colorSchemeManager={colourKept}
      defaultColorScheme="auto"
    >
      <RouterProvider router={router} />
      <NoticeBoard />
    </MantineProvider>
  );
}

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
