/** The mail about a decision. */
export const huddleWords = {
  en: {
    decided: (by: string) => `${by} noted in a huddle what you will do`,
    by: (day: string) => `By ${day}.`,
    open: 'Open the huddle',
  },
  de: {
    decided: (by: string) => `${by} hat in einer Kurzrunde festgehalten, was Sie tun`,
    by: (day: string) => `Bis ${day}.`,
    open: 'Kurzrunde öffnen',
  },
};
