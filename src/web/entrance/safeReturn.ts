/** Only addresses of our own: a link to the sign-in page must not lead anywhere else afterwards. */
export function safeReturn(to: string | undefined): string {
  return to?.startsWith('/') && !/^\/[/\\\s]/.test(to) ? to : '/';
}
