import styles from './Brand.module.css';

export function Brand() {
  return (
    <span className={styles.brand}>
      on<i>us</i>
    </span>
  );
}
