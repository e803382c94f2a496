import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api.ts';
import type { ApiProblem } from '../api/problem.ts';
import { queries } from '../api/queries.ts';
import { setupQuery } from '../api/setup.ts';
import { language, setLanguage } from '../i18n/language.ts';
import styles from './Entrance.module.css';
import { Entrance } from './Entrance.tsx';
import { SignInForm } from './SignInForm.tsx';
import { WelcomeNext } from './WelcomeNext.tsx';
import { WelcomeOrganisation } from './WelcomeOrganisation.tsx';
import { WelcomeYou } from './WelcomeYou.tsx';
import { useWelcomeWords } from './welcome.messages.ts';

/** Body of POST /setup. */
export interface FirstSetup {
  organisation: string;
  language: string;
  timezone: string;
  currency: string;
  name: string;
  email: string;
  password: string;
}

/** The first run: an organisation, its first administrator, and what to do next. */
export function Welcome() {
  const words = useWelcomeWords();
  const { data } = useQuery(setupQuery);
  const [step, setStep] = useState(0);
  const [form, setForm] = useState<FirstSetup>(empty);
  const change = (part: Partial<FirstSetup>) => {
    if (part.language === 'en' || part.language === 'de') setLanguage(part.language);
    setForm((now) => ({ ...now, ...part }));
  };
  const create = useMutation<void, ApiProblem>({
    mutationFn: async () => {
      await api.post('/setup', form);
      await api.post('/session', { email: form.email, password: form.password });
    },
    onSuccess: () => {
      setStep(2);
      void queries.invalidateQueries({ queryKey: setupQuery.queryKey });
    },
  });
  // Somebody was faster, or this address was kept from the first day.
  if (data && !data.firstRun && step < 2) {
    return (
      <Entrance title={words.title}>
        <SignInForm />
      </Entrance>
    );
  }
  return (
    <Entrance title={words.title}>
      <h1>{step < 2 ? words.title : words.ready(form.organisation)}</h1>
      <p className="muted">{step < 2 ? words.sentence : words.readySentence}</p>
      <ol className={styles.steps}>
        {words.steps.map((name, i) => (
          <li key={name} data-done={i < step ? '' : undefined} aria-current={i === step ? 'step' : undefined}>
            {name}
          </li>
        ))}
      </ol>
      {step === 0 ? <WelcomeOrganisation form={form} change={change} on={() => setStep(1)} /> : null}
      {step === 1 ? <WelcomeYou form={form} change={change} back={() => setStep(0)} create={create} /> : null}
      {step === 2 ? <WelcomeNext /> : null}
    </Entrance>
  );
}

function empty(): FirstSetup {
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    organisation: '',
    language: language(),
    timezone,
    currency: guessCurrency(timezone),
    name: '',
    email: '',
    password: '',
  };
}

/** A first guess to be corrected: the currency of the time zone's country, where it is not the euro. */
function guessCurrency(timezone: string): string {
  const others: Record<string, string> = { 'Europe/London': 'GBP', 'Europe/Zurich': 'CHF' };
  return others[timezone] ?? (timezone.startsWith('America/') ? 'USD' : 'EUR');
}
