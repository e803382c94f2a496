import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { Refusal } from './errors.ts';

/** Passwords of other systems must be readable again; a dump of the database alone must not give them away (decision 22). */
const FILE = 'secret.key';
const ALGORITHM = 'aes-256-gcm';
const keys = new Map<string, Buffer>();

type Place = Pick<Config, 'dataFolder' | 'secret'>;

/**
 * Encrypts and authenticates text for the database: `v1.key.nonce.ciphertext`. `purpose` is bound to it, so that what was
 * sealed for one row cannot be moved to another. Made anew each time: the same text is never the same twice.
 */
export function seal(place: Place, purpose: string, text: string): string {
  const key = keyOf(place);
  const nonce = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${nameOf(key)}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
}

/** @throws Refusal `secret_unreadable` when it was sealed with another key, for something else, or was changed since */
export function unseal(place: Place, purpose: string, sealed: string): string {
  const key = keyOf(place);
  const [version, name, nonce = '', body = ''] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');
  try {
    if (version !== 'v1' || name !== nameOf(key) || bytes.length < 16) throw new Error('other key');
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, 'base64url'))
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
  } catch {
    throw new Refusal(
      'secret_unreadable',
      'The stored password cannot be read with the key of this installation (ONUS_SECRET or secret.key in the data folder). Bring the key back, or enter the password again.',
      {},
      409,
    );
  }
}

/** Proves that we named something: HMAC-SHA256, bound to a purpose as what is sealed is. */
export function sign(place: Place, purpose: string, text: string): Buffer {
  return createHmac('sha256', keyOf(place)).update(`${purpose}\x1f${text}`).digest();
}

/** From ONUS_SECRET, else from a file made at first use, which only this user may read. */
function keyOf({ secret, dataFolder }: Place): Buffer {
  const place = secret ?? join(dataFolder, FILE);
  const known = keys.get(place);
  if (known) return known;
  const material = secret ? Buffer.from(secret, 'utf8') : keyFile(dataFolder);
  const key = Buffer.from(hkdfSync('sha256', material, '', 'onus secrets v1', 32));
  keys.set(place, key);
  return key;
}

function keyFile(folder: string): Buffer {
  const path = join(folder, FILE);
  const there = read(path);
  if (there) return there;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Written aside and linked: of two processes that start at once one wins, and nobody reads half a key.
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const file = openSync(aside, 'wx', 0o600);
  try {
    writeSync(file, `${randomBytes(32).toString('base64url')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
  return read(path) as Buffer;
}

function read(path: string): Buffer | undefined {
  try {
    return Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Tells keys apart without telling anything about them. */
function nameOf(key: Buffer): string {
  return createHash('sha256').update('name').update(key).digest('hex').slice(0, 8);
}
