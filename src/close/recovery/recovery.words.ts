const en = {
  kinds: {
    refund: 'Refund',
    voucher: 'Voucher',
    replacement: 'Replacement',
    goodwill: 'Goodwill',
    other: 'Other',
  },
  asks: (who: string, amount: string) => `${who} asks for ${amount} for a customer`,
  answerBy: (at: string) =>
    `It is over the limit. Please approve or refuse by ${at}; after that it goes one level up.`,
  answered: {
    approved: (who: string, amount: string) => `${who} approved ${amount}`,
    refused: (who: string, amount: string) => `${who} refused ${amount}`,
    lapsed: (_who: string, amount: string) => `Nobody decided about ${amount} in time`,
    passed_on: (who: string, amount: string) => `${amount} now waits for ${who}`,
  },
};

const de: typeof en = {
  kinds: {
    refund: 'Erstattung',
    voucher: 'Gutschein',
    replacement: 'Ersatz',
    goodwill: 'Kulanz',
    other: 'Anderes',
  },
  asks: (who, amount) => `${who} bittet um ${amount} für einen Kunden`,
  answerBy: (at) =>
    `Es liegt über der Grenze. Bitte stimmen Sie bis ${at} zu oder lehnen Sie ab; danach geht es eine Stufe höher.`,
  answered: {
    approved: (who, amount) => `${who} stimmt ${amount} zu`,
    refused: (who, amount) => `${who} lehnt ${amount} ab`,
    lapsed: (_who, amount) => `Über ${amount} hat niemand rechtzeitig entschieden`,
    passed_on: (who, amount) => `${amount} wartet jetzt auf ${who}`,
  },
};

/** What mails about money say. */
export const recoveryNotices = { en, de };
