const en = {
  hello: (name: string) => `Hello ${name},`,
  open: 'Open it',
  footer: 'You get this because you have a part in Onus.',
  late: (source: string) => `${source} has not delivered as agreed`,
  every: (hours: number) =>
    hours % 168 === 0
      ? `every ${hours / 168 === 1 ? 'week' : `${hours / 168} weeks`}`
      : hours % 24 === 0
        ? `every ${hours / 24 === 1 ? 'day' : `${hours / 24} days`}`
        : `every ${hours === 1 ? 'hour' : `${hours} hours`}`,
  lateLead: (source: string, every: string, since: string) =>
    `${source} should deliver ${every}; something should have come by ${since}, and nothing did. Figures that are counted from it lag behind.`,
  lateNext: 'Look why, or agree another rhythm where this one is not right.',
  asked: (department: string, set: string) => `${department} asks to see ${set}`,
  askedLead: (who: string, department: string, set: string) =>
    `${who} of ${department} asks to see ${set}, which you answer for. Grant it, or deny it with a reason.`,
  escalatedLead: (who: string, department: string, set: string) =>
    `${who} of ${department} asked to see ${set}, and was not answered in time. Now it lies with you: grant it, or deny it with a reason.`,
  by: (moment: string) => `Please answer by ${moment}; after that it goes one step up.`,
  top: 'Nobody stands above you: it stays here until you answer.',
  answered: (set: string, granted: boolean) =>
    granted ? `You may see ${set}` : `You may not see ${set}, and why`,
};

const de: typeof en = {
  hello: (name) => `Guten Tag, ${name},`,
  open: 'Öffnen',
  footer: 'Sie erhalten dies, weil Sie in Onus beteiligt sind.',
  late: (source) => `${source} hat nicht wie vereinbart geliefert`,
  every: (hours) =>
    hours % 168 === 0
      ? hours === 168
        ? 'jede Woche'
        : `alle ${hours / 168} Wochen`
      : hours % 24 === 0
        ? hours === 24
          ? 'jeden Tag'
          : `alle ${hours / 24} Tage`
        : hours === 1
          ? 'jede Stunde'
          : `alle ${hours} Stunden`,
  lateLead: (source, every, since) =>
    `${source} soll ${every} liefern; bis ${since} hätte etwas kommen sollen, und es kam nichts. Zahlen, die daraus gezählt werden, hinken nach.`,
  lateNext:
    'Sehen Sie nach, woran es liegt, oder vereinbaren Sie einen anderen Rhythmus, wenn dieser nicht stimmt.',
  asked: (department, set) => `${department} möchte ${set} sehen`,
  askedLead: (who, department, set) =>
    `${who} aus ${department} möchte ${set} sehen, wofür Sie verantwortlich sind. Gewähren Sie es, oder lehnen Sie mit einem Grund ab.`,
  escalatedLead: (who, department, set) =>
    `${who} aus ${department} wollte ${set} sehen und bekam nicht rechtzeitig Antwort. Nun liegt es bei Ihnen: Gewähren Sie es, oder lehnen Sie mit einem Grund ab.`,
  by: (moment) => `Bitte antworten Sie bis ${moment}; danach geht es eine Stufe höher.`,
  top: 'Über Ihnen steht niemand: Es bleibt hier, bis Sie antworten.',
  answered: (set, granted) =>
    granted ? `Sie dürfen ${set} sehen` : `Sie dürfen ${set} nicht sehen, und warum`,
};

export const governWords = { en, de };
