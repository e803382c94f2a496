const en = {
  open: 'Open it',
  footer: 'You get this because you work in Onus. What is told, how and when: Settings › Notices.',
  digest: (n: number) => (n === 1 ? 'One thing that happened' : `${n} things that happened`),
  lead: (name: string) => `Hello ${name}, this is what you have not read yet.`,
  more: (n: number) => `and ${n} more`,
  all: 'See all',
};

const de: typeof en = {
  open: 'Öffnen',
  footer:
    'Sie erhalten dies, weil Sie in Onus arbeiten. Was Sie wie und wann erfahren: Einstellungen › Hinweise.',
  digest: (n) => (n === 1 ? 'Eine Sache, die geschehen ist' : `${n} Dinge, die geschehen sind`),
  lead: (name) => `Guten Tag ${name}, das haben Sie noch nicht gelesen.`,
  more: (n) => `und ${n} weitere`,
  all: 'Alle ansehen',
};

export const noticeWords = { en, de };
