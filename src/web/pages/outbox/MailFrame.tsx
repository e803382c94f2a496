import styles from './Outbox.module.css';

/**
 * A mail as a mail program shows it, shut off from this page: no script, no form, no reach to our cookies.
 * Links open beside it, as from a mail program.
 */
export function MailFrame({ html, title }: { html: string; title: string }) {
  return (
    <iframe
      className={styles.frame}
      title={title}
      srcDoc={html.replaceAll('<a ', '<a target="_blank" rel="noopener" ')}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    />
  );
}
