/** The mails about an improvement. */
export const improveWords = {
  en: {
    proposed: (by: string) => `${by} proposes an improvement to you`,
    cases: (n: number) =>
      n === 0 ? 'No case is linked to it yet.' : n === 1 ? 'One case shows why.' : `${n} cases show why.`,
    answer: 'Look and answer',
    answered: {
      accepted: (by: string) => `${by} accepts your improvement`,
      declined: (by: string) => `${by} declines your improvement`,
    },
    open: 'Open it',
  },
  de: {
    proposed: (by: string) => `${by} schlägt Ihnen eine Verbesserung vor`,
    cases: (n: number) =>
      n === 0
        ? 'Noch ist kein Fall damit verbunden.'
        : n === 1
          ? 'Ein Fall zeigt, warum.'
          : `${n} Fälle zeigen, warum.`,
    answer: 'Ansehen und antworten',
    answered: {
      accepted: (by: string) => `${by} nimmt Ihre Verbesserung an`,
      declined: (by: string) => `${by} lehnt Ihre Verbesserung ab`,
    },
    open: 'Öffnen',
  },
};
