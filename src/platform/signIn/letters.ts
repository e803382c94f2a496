import type { Tx } from '../database.ts';
import { queueMail } from '../mail.ts';
import type { Platform } from '../platform.ts';
import { readOrganisation } from '../settings.ts';

interface Reader {
  name: string;
  email: string;
}

export function linkAddress(platform: Platform, token: string): string {
  return `${platform.config.baseUrl}/session/magic/${token}`;
}

const words = {
  en: {
    link: (company: string) => `Sign in to Onus at ${company}`,
    linkText: (name: string, link: string) =>
      `Hello ${name},\n\nhere is your link. It works once, within the next 15 minutes:\n\n${link}\n\nIf you did not ask for it, do nothing: without the link nobody gets in.\n`,
    invitation: (company: string) => `Your place in Onus at ${company}`,
    invitationText: (name: string, by: string, company: string, link: string) =>
      `Hello ${name},\n\n${by} invites you to Onus, where ${company} keeps who answers for what customers experience.\n\nChoose your password here, within seven days:\n\n${link}\n`,
  },
  de: {
    link: (company: string) => `Anmelden bei Onus, ${company}`,
    linkText: (name: string, link: string) =>
      `Guten Tag ${name},\n\nhier ist Ihr Link. Er gilt einmal, in den nächsten 15 Minuten:\n\n${link}\n\nWenn Sie ihn nicht angefordert haben, tun Sie nichts: Ohne den Link kommt niemand hinein.\n`,
    invitation: (company: string) => `Ihr Platz in Onus, ${company}`,
    invitationText: (name: string, by: string, company: string, link: string) =>
      `Guten Tag ${name},\n\n${by} lädt Sie zu Onus ein. Dort hält ${company} fest, wer für welche Erfahrung der Kunden einsteht.\n\nWählen Sie hier innerhalb von sieben Tagen Ihr Passwort:\n\n${link}\n`,
  },
};

export async function linkMail(tx: Tx, platform: Platform, to: Reader, token: string): Promise<void> {
  const organisation = await readOrganisation(tx);
  const say = words[organisation.language];
  await queueMail(tx, platform, {
    to: { address: to.email, name: to.name },
    subject: say.link(organisation.name),
    text: say.linkText(to.name, linkAddress(platform, token)),
    purpose: 'magic_link',
  });
}

export async function invitationMail(
  tx: Tx,
  platform: Platform,
  to: Reader,
  { token, invitedBy }: { token: string; invitedBy: string },
): Promise<void> {
  const organisation = await readOrganisation(tx);
  const say = words[organisation.language];
  await queueMail(tx, platform, {
    to: { address: to.email, name: to.name },
    subject: say.invitation(organisation.name),
    text: say.invitationText(to.name, invitedBy, organisation.name, linkAddress(platform, token)),
    purpose: 'invitation',
  });
}
