// Sets light or dark and the language before anything is drawn, so that nothing flashes.
// A file of its own, because the content security policy allows no inline scripts.
(() => {
  const root = document.documentElement;
  let colour = 'auto';
  let language = '';
  try {
    colour = localStorage.getItem('onus.colour') || 'auto';
    language = localStorage.getItem('onus.language') || '';
  } catch {
    // Storage may be switched off; the system's choice holds then.
  }
  const dark = colour === 'dark' || (colour === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  root.lang = language || (navigator.language.startsWith('de') ? 'de' : 'en');
})();
