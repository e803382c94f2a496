import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './port.ts';

export interface Dovecot {
  /** Encrypted when asked (STARTTLS), as at port 143. */
  port: number;
  /** Encrypted from the first byte, as at 993. */
  tlsPort: number;
  /** The certificate, its own authority, made for `localhost`. */
  ca: string;
  /** Puts a mail into a folder of the user, as a server that delivers does. */
  deliver(user: string, mail: string | Buffer, folder?: string): void;
  /** `doveadm`, for what an administrator does. */
  admin(...args: string[]): string;
  stop(): Promise<void>;
}

/** Whether this machine has a Dovecot to start: Debian's dovecot-imapd, which setup installs as root. */
export const hasDovecot = existsSync('/usr/sbin/dovecot') && existsSync('/usr/lib/dovecot/imap');

/** Everybody's password. */
export const password = 's3same-öffne';

/** A real IMAP server in a temporary folder, on loopback, as an unprivileged user where we are root. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'onus-imap-'));
  const root = process.getuid?.() === 0;
  const name = root ? 'dovecot' : run('id', '-un').trim();
  const group = run('id', '-gn', name).trim();
  const ids = root ? { uid: Number(run('id', '-u', name)), gid: Number(run('id', '-g', name)) } : {};
  const [port, tlsPort] = [await freePort(), await freePort()];
  for (const one of ['run', 'state', 'mail']) mkdirSync(join(folder, one));
  const certificate = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
  ];
  run(
    'openssl',
    ...certificate,
    '-addext',
    'subjectAltName=DNS:localhost',
    '-keyout',
    join(folder, 'key.pem'),
    '-out',
    join(folder, 'cert.pem'),
  );
  const config = join(folder, 'dovecot.conf');
  writeFileSync(
    config,
    `base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = onus-test-${port}
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = ${name}
default_internal_group = ${group}
default_login_user = ${name}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = yes
# Else the server takes whoever comes from this machine for somebody behind a wall.
service imap-login {
  chroot =
  inet_listener imap { 
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${name} gid=${group} home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  mailbox Feedback {
    auto = create
  }
}
`,
  );
  if (root) run('chown', '-R', `${name}:${group}`, folder);
  const server = spawn('/usr/sbin/dovecot', ['-F', '-c', config], { ...ids, stdio: 'ignore' });
  const admin = (...args: string[]): string => {
    const done = spawnSync('doveadm', ['-c', config, ...args], { ...ids, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`doveadm ${args.join(' ')}: ${done.stderr || done.stdout}`);
    return done.stdout;
  };
  while (!existsSync(join(folder, 'run', 'master.pid')) || !answers(port)) {
    if (server.exitCode !== null) throw new Error(`dovecot did not start: ${logOf(folder)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    port,
    tlsPort,
    ca: readFileSync(join(folder, 'cert.pem'), 'utf8'),
    deliver(user, mail, into = 'INBOX') {
      const done = spawnSync('doveadm', ['-c', config, 'save', '-u', user, '-m', into], {
        ...ids,
        input: mail,
        encoding: 'utf8',
      });
      if (done.status !== 0) throw new Error(`doveadm save: ${done.stderr}`);
    },
    admin,
    stop: () => stop(server, folder),
  };
}

function answers(port: number): boolean {
  return spawnSync('bash', ['-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`]).status === 0;
}

function logOf(folder: string): string {
  const path = join(folder, 'log');
  return existsSync(path) ? readFileSync(path, 'utf8').slice(-2000) : 'it says nothing';
}

function run(program: string, ...args: string[]): string {
  const done = spawnSync(program, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr || done.error?.message}`);
  return done.stdout;
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
  rmSync(folder, { recursive: true, force: true });
}
