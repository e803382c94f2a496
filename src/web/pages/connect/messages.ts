import { count, messages } from '../../i18n/messages.ts';

export const useConnectWords = messages({
  en: {
    title: (source: string) => `Connect ${source}`,
    back: 'Sources',
    sentence: (open: number, waiting: number, received: boolean) =>
      open === 0
        ? 'Nothing sends here by itself yet.'
        : !received
          ? `${count(open, 'connection', 'connections')}; nothing has come yet.`
          : waiting === 0
            ? `${count(open, 'connection', 'connections')}; everything that came could be taken in.`
            : `${count(open, 'connection', 'connections')}; ${count(waiting, 'event', 'events')} could not be taken in and ${waiting === 1 ? 'waits' : 'wait'} for a better mapping.`,
    add: 'Add a connection',
    choose: 'How does it send?',
    conventions: {
      segment: 'Segment or RudderStack',
      cloudevents: 'CloudEvents',
      webhook: 'Webhook',
    },
    about: {
      segment: 'An SDK or a customer data platform. Only its address and key change.',
      cloudevents: 'Event brokers and functions that follow the CloudEvents specification.',
      webhook: 'A survey tool, a help desk, a shop or a payment system calls an address of ours.',
    },
    provider: 'Which system sends?',
    secret: 'Signing secret',
    connect: 'Connect',
    cancel: 'Cancel',
    once: 'This is shown only now. Keep it where the sender can read it.',
    key: 'Key',
    address: 'Address',
    addressAndKey: 'Address with its key',
    copy: 'Copy',
    copied: 'Copied',
    snippet: 'In the sender',
    gotIt: 'I have kept it',
    state: { waiting: 'waiting for the first event', received: 'received', ended: 'ended' },
    first: 'First event',
    last: 'Last event',
    made: 'Since',
    by: (who: string) => `by ${who}`,
    signed: 'Signature',
    signedYes: 'checked with the sender’s secret',
    signedNo: 'none; the address is the secret',
    end: 'End the connection',
    endSure: 'End this connection?',
    endText:
      'Its key opens nothing any more, and the sender is refused. What came through it stays. To go on, make a new connection.',
    ended: 'The connection is ended.',
    newSecret: 'Replace the secret',
    secretSaved: 'The new secret is in use.',
    save: 'Save',
    mapping: 'Mapping',
    mappingAside: 'what an event becomes',
    mappingSegment:
      'Calls become facts by themselves. Rules here make more of some: an event that is an answer, a name of your own.',
    mappingText: 'Each rule makes one fact. A value is a path into the event, a {template} or “=constant”.',
    rules: 'Rules (JSON)',
    try: 'Try it',
    event: 'An event, as it is sent',
    tried: 'It becomes',
    nothing: 'No rule applies: this event would be kept until one does.',
    notJson: (why: string) => `This is not JSON: ${why}`,
    saved: 'The mapping is saved.',
    kinds: { identity: 'Person or account', interaction: 'Interaction', response: 'Answer' },
    letters: 'Could not be taken in',
    lettersAside: (n: number) => count(n, 'event waits', 'events wait'),
    noLetters: 'Everything that came could be taken in.',
    replay: 'Replay all',
    replayed: (takenIn: number, left: number) =>
      left === 0
        ? `${count(takenIn, 'event is', 'events are')} taken in.`
        : `${count(takenIn, 'event is', 'events are')} taken in, ${count(left, 'still waits', 'still wait')}.`,
    tryThis: 'Try the mapping with it',
    aside: 'Set aside',
    asideTitle: 'Set this event aside?',
    asideWhy: 'Why is it none of our business?',
    asideDone: 'It is set aside.',
    times: (n: number) => `came ${n} times`,
    more: 'Show more',
    arrivals: 'Last deliveries',
    noArrivals: 'Deliveries will stand here with what became of them.',
    outcome: { accepted: 'taken in', kept: 'kept', refused: 'refused' },
    facts: (n: number) => count(n, 'fact', 'facts'),
    link: 'Connect',
    linkOf: (source: string) => `Connect ${source}`,
    empty: 'Systems that send by themselves',
    emptyText:
      'An SDK, a customer data platform, an event broker or a webhook delivers what happens as it happens. Choose how yours sends; you get an address and a key.',
  },
  de: {
    title: (source) => `${source} anschließen`,
    back: 'Quellen',
    sentence: (open, waiting, received) =>
      open === 0
        ? 'Noch sendet nichts von selbst hierher.'
        : !received
          ? `${count(open, 'Anschluss', 'Anschlüsse')}; gekommen ist noch nichts.`
          : waiting === 0
            ? `${count(open, 'Anschluss', 'Anschlüsse')}; alles, was kam, wurde übernommen.`
            : `${count(open, 'Anschluss', 'Anschlüsse')}; ${count(waiting, 'Ereignis', 'Ereignisse')} ${waiting === 1 ? 'ließ' : 'ließen'} sich nicht übernehmen und ${waiting === 1 ? 'wartet' : 'warten'} auf eine bessere Zuordnung.`,
    add: 'Anschluss hinzufügen',
    choose: 'Wie wird gesendet?',
    conventions: {
      segment: 'Segment oder RudderStack',
      cloudevents: 'CloudEvents',
      webhook: 'Webhook',
    },
    about: {
      segment: 'Ein SDK oder eine Kundendatenplattform. Nur Adresse und Schlüssel ändern sich.',
      cloudevents: 'Ereignisverteiler und Funktionen, die der CloudEvents-Spezifikation folgen.',
      webhook: 'Umfragewerkzeug, Helpdesk, Shop oder Zahlungssystem ruft eine Adresse von uns auf.',
    },
    provider: 'Welches System sendet?',
    secret: 'Signaturgeheimnis',
    connect: 'Anschließen',
    cancel: 'Abbrechen',
    once: 'Das wird nur jetzt gezeigt. Hinterlegen Sie es dort, wo der Absender es lesen kann.',
    key: 'Schlüssel',
    address: 'Adresse',
    addressAndKey: 'Adresse samt Schlüssel',
    copy: 'Kopieren',
    copied: 'Kopiert',
    snippet: 'Beim Absender',
    gotIt: 'Ist hinterlegt',
    state: { waiting: 'wartet auf das erste Ereignis', received: 'empfangen', ended: 'beendet' },
    first: 'Erstes Ereignis',
    last: 'Letztes Ereignis',
    made: 'Seit',
    by: (who) => `von ${who}`,
    signed: 'Signatur',
    signedYes: 'wird mit dem Geheimnis des Absenders geprüft',
    signedNo: 'keine; die Adresse ist das Geheimnis',
    end: 'Anschluss beenden',
    endSure: 'Diesen Anschluss beenden?',
    endText:
      'Sein Schlüssel öffnet nichts mehr, der Absender wird abgewiesen. Was darüber kam, bleibt. Für mehr braucht es einen neuen Anschluss.',
    ended: 'Der Anschluss ist beendet.',
    newSecret: 'Geheimnis ersetzen',
    secretSaved: 'Das neue Geheimnis gilt.',
    save: 'Speichern',
    mapping: 'Zuordnung',
    mappingAside: 'was aus einem Ereignis wird',
    mappingSegment:
      'Aufrufe werden von selbst zu Fakten. Regeln hier machen aus manchen mehr: eine Antwort, einen eigenen Namen.',
    mappingText:
      'Jede Regel macht einen Fakt. Ein Wert ist ein Pfad ins Ereignis, eine {Vorlage} oder „=fester Wert“.',
    rules: 'Regeln (JSON)',
    try: 'Ausprobieren',
    event: 'Ein Ereignis, wie es gesendet wird',
    tried: 'Daraus wird',
    nothing: 'Keine Regel trifft zu: Dieses Ereignis bliebe liegen, bis eine es tut.',
    notJson: (why) => `Das ist kein JSON: ${why}`,
    saved: 'Die Zuordnung ist gespeichert.',
    kinds: { identity: 'Person oder Konto', interaction: 'Interaktion', response: 'Antwort' },
    letters: 'Ließ sich nicht übernehmen',
    lettersAside: (n) => count(n, 'Ereignis wartet', 'Ereignisse warten'),
    noLetters: 'Alles, was kam, wurde übernommen.',
    replay: 'Alle nachholen',
    replayed: (takenIn, left) =>
      left === 0
        ? `${count(takenIn, 'Ereignis', 'Ereignisse')} übernommen.`
        : `${count(takenIn, 'Ereignis', 'Ereignisse')} übernommen, ${count(left, 'wartet', 'warten')} weiter.`,
    tryThis: 'Zuordnung damit ausprobieren',
    aside: 'Beiseitelegen',
    asideTitle: 'Dieses Ereignis beiseitelegen?',
    asideWhy: 'Warum geht es uns nichts an?',
    asideDone: 'Es liegt beiseite.',
    times: (n) => `kam ${n}-mal`,
    more: 'Mehr zeigen',
    arrivals: 'Letzte Lieferungen',
    noArrivals: 'Hier werden Lieferungen stehen, und was aus ihnen wurde.',
    outcome: { accepted: 'übernommen', kept: 'liegt', refused: 'abgewiesen' },
    facts: (n) => count(n, 'Fakt', 'Fakten'),
    link: 'Anschließen',
    linkOf: (source) => `${source} anschließen`,
    empty: 'Systeme, die von selbst senden',
    emptyText:
      'Ein SDK, eine Kundendatenplattform, ein Ereignisverteiler oder ein Webhook liefert, was geschieht, sobald es geschieht. Wählen Sie, wie Ihres sendet; Sie erhalten Adresse und Schlüssel.',
  },
});
