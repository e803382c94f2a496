// Opens what a notice on the desktop is about: in the window that is open, else in a new one. Nothing is cached or fetched.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const href = event.notification.data?.href ?? '/';
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then(async (windows) => {
      const open = windows[0];
      if (!open) return self.clients.openWindow(href);
      await open.focus();
      return open.navigate(href);
    }),
  );
});
