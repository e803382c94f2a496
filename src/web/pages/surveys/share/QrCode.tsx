import { qrPath } from './qr.ts';
import styles from './Share.module.css';

/** Dark on light in the dark appearance too: scanners want it so. */
export function QrCode({ address, label }: { address: string; label: string }) {
  const { size, path } = qrPath(address);
  return (
    <svg className={styles.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
