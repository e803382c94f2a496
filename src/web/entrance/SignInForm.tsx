import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import styles from './Entrance.module.css';
import { useEntranceWords } from './messages.ts';
import { useEnter } from './useEnter.ts';

/** E-mail and password, or a link by e-mail. */
export function SignInForm() {
  const words = useEntranceWords();
  const enter = useEnter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const session = useMutation({
    mutationFn: () => api.post('/session', { email: email.trim(), password }),
    onSuccess: () => enter(),
  });
  const magic = useMutation({ mutationFn: () => api.post('/session/magic', { email: email.trim() }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    magic.reset();
    session.mutate();
  };
  const sendLink = () => {
    session.reset();
    const known = email.includes('@');
    setMissing(!known);
    if (known) magic.mutate();
    else field.current?.focus();
  };
  const problem = session.error ?? magic.error;
  return (
    <form className={styles.fields} onSubmit={submit}>
      <TextInput
        ref={field}
        label={words.email}
        type="email"
        name="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={email}
        error={missing ? words.magicNeedsEmail : undefined}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={words.password}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {problem ? (
        <p role="alert" className={styles.said} data-tone="bad">
          {problem.message}
        </p>
      ) : null}
      <output>
        {magic.isSuccess ? <p className={styles.said}>{words.magicSent(email.trim())}</p> : null}
      </output>
      <Button type="submit" variant="filled" loading={session.isPending} fullWidth>
        {words.signIn}
      </Button>
      <Button variant="subtle" onClick={sendLink} loading={magic.isPending} fullWidth>
        {words.magic}
      </Button>
    </form>
  );
}
