import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ApiProblem } from '../api/problem.ts';
import styles from './Entrance.module.css';
import type { FirstSetup } from './Welcome.tsx';
import { useWelcomeWords } from './welcome.messages.ts';

interface Props {
  form: FirstSetup;
  change: (part: Partial<FirstSetup>) => void;
  back: () => void;
  create: UseMutationResult<void, ApiProblem, void>;
}

/** As the server asks. Length is what counts (NIST SP 800-63B); there are no rules about kinds of characters. */
const shortest = 10;

export function WelcomeYou({ form, change, back, create }: Props) {
  const words = useWelcomeWords();
  const lacking = shortest - form.password.length;
  const { error } = create;
  const general = error && !(error.errors ?? []).length ? error.message : undefined;
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <p className="muted">{words.you}</p>
      <TextInput
        label={words.name}
        name="name"
        autoComplete="name"
        required
        withAsterisk={false}
        value={form.name}
        error={error?.field?.('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={words.email}
        name="email"
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={form.email}
        error={error?.field?.('email')}
        onChange={(event) => change({ email: event.currentTarget.value })}
      />
      <PasswordInput
        label={words.password}
        description={form.password && lacking > 0 ? words.tooShort(lacking) : words.passwordHint}
        name="password"
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={form.password}
        error={error?.field?.('password')}
        onChange={(event) => change({ password: event.currentTarget.value })}
      />
      {general ? (
        <p role="alert" className={styles.said} data-tone="bad">
          {general}
        </p>
      ) : null}
      <div className="row between">
        <Button onClick={back}>{words.back}</Button>
        <Button type="submit" variant="filled" loading={create.isPending} disabled={lacking > 0}>
          {words.create}
        </Button>
      </div>
    </form>
  );
}
