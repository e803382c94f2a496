import type { Random } from './random.ts';

type Words = { en: string; de: string };

/** What Halden's people do about it, by touchpoint. */
const deeds: Record<string, readonly Words[]> = {
  technician_visit: [
    {
      en: 'A new visit is fixed for the day you chose, with one technician who has your number and calls an hour before.',
      de: 'Der neue Termin steht an dem Tag, den Sie gewählt haben. Der Techniker hat Ihre Nummer und ruft eine Stunde vorher an.',
    },
    {
      en: 'The day you lost is refunded with 40 euro on your next bill.',
      de: 'Den verlorenen Tag erstatten wir mit 40 Euro auf der nächsten Rechnung.',
    },
  ],
  first_invoice: [
    {
      en: 'The bill is cancelled. Your contract now begins on the day the line was switched on.',
      de: 'Die Rechnung ist storniert. Ihr Vertrag beginnt jetzt an dem Tag, an dem die Leitung lief.',
    },
    {
      en: 'The amount charged too early is on its way back to your account.',
      de: 'Der zu früh berechnete Betrag ist auf dem Weg zurück auf Ihr Konto.',
    },
  ],
  complaint_mail: [
    {
      en: 'I have read all your mails, taken your case over myself and answered each question below.',
      de: 'Ich habe alle Ihre Mails gelesen, Ihr Anliegen selbst übernommen und jede Frage unten beantwortet.',
    },
  ],
  compensation: [
    {
      en: 'The credit is worked out again for every day without a line and booked.',
      de: 'Die Gutschrift ist für jeden Tag ohne Leitung neu berechnet und gebucht.',
    },
  ],
  line_test: [
    {
      en: 'Network operations and field service tested your line together; it runs at full speed.',
      de: 'Netzbetrieb und Außendienst haben Ihre Leitung gemeinsam geprüft; sie läuft mit voller Geschwindigkeit.',
    },
  ],
  date_promise: [
    {
      en: 'Your date is confirmed against the technicians’ calendar and will not move again.',
      de: 'Ihr Termin ist mit dem Kalender der Techniker abgestimmt und verschiebt sich nicht mehr.',
    },
  ],
  old_address: [
    {
      en: 'The line at your old address is closed and three months are paid back.',
      de: 'Der Anschluss an der alten Adresse ist beendet, drei Monate werden erstattet.',
    },
  ],
  outage_repair: [
    {
      en: 'The faulty card at your cabinet is replaced; the line is stable since.',
      de: 'Die defekte Karte im Verteiler ist getauscht; seither läuft die Leitung stabil.',
    },
    {
      en: 'Each day of the outage is credited.',
      de: 'Jeder Tag der Störung ist gutgeschrieben.',
    },
  ],
  outage_notice: [
    {
      en: 'Your number is on the list for notices now; the next one reaches you before we start.',
      de: 'Ihre Nummer steht jetzt im Verteiler; die nächste Meldung kommt, bevor wir anfangen.',
    },
  ],
  hotline: [
    {
      en: 'I called back, solved it, and you have my direct number now.',
      de: 'Ich habe zurückgerufen, es gelöst, und Sie haben jetzt meine Durchwahl.',
    },
  ],
  monthly_bill: [
    {
      en: 'The bill is corrected and every line of it explained in a letter.',
      de: 'Die Rechnung ist berichtigt und jede Zeile in einem Brief erklärt.',
    },
  ],
  contract_renewal: [
    {
      en: 'You pay the price that new customers pay, from this month on.',
      de: 'Sie zahlen ab diesem Monat den Preis für Neukunden.',
    },
  ],
};

const general: readonly Words[] = [
  {
    en: 'I looked into it myself and put it right with the department in charge.',
    de: 'Ich bin dem selbst nachgegangen und habe es mit der zuständigen Abteilung in Ordnung gebracht.',
  },
  {
    en: 'It is corrected in our system, and I checked today that it stays so.',
    de: 'Es ist in unserem System berichtigt, und ich habe heute geprüft, dass es so bleibt.',
  },
];

export function deedFor(luck: Random, touchpoint: string | undefined, language: 'en' | 'de'): string {
  return luck.pick((touchpoint && deeds[touchpoint]) || general)[language];
}

export const notes = [
  'Called, not reached. Trying again tomorrow at nine.',
  'Second call: friendly, wants a date rather than money.',
  'Asked network operations; they see no fault on their side.',
  'Dispatch says the van was double-booked.',
  'Has been with us for years. Please keep the promise this time.',
];
export const handOverReasons = [
  'The bill is right, the line is not: this needs somebody from the network.',
  'You spoke with her last week; she asks for you.',
  'This is about the contract, not about the line.',
];
export const stepInReasons = [
  'She called me directly and I could solve it at once.',
  'He stood in the shop.',
  'The owner is on holiday until Monday.',
];
export const waivers = [
  'The customer wrote that it has settled itself and asked for no answer.',
  'Told by the technician at the door; no address on file.',
];
export const yesWords = [
  'Thank you, that was quick.',
  'Yes. Finally somebody who stays with it.',
  'Alles gut jetzt, danke!',
  'It works. Thank you.',
];
export const noWords = [
  'It is still the same.',
  'Nobody came this time either.',
  'Der Betrag ist noch immer nicht da.',
];
