import { count, messages } from '../../i18n/messages.ts';

export const useSourceWords = messages({
  en: {
    title: 'Sources',
    sentence: (all: number, late: string[], agreed: number) =>
      all === 0
        ? 'Nothing flows in yet.'
        : agreed === 0
          ? `${count(all, 'source delivers', 'sources deliver')}; no rhythm is agreed yet, so silence would go unnoticed.`
          : late.length === 0
            ? `${count(all, 'source', 'sources')}, and every agreed delivery has come.`
            : `${late.join(', ')} ${late.length === 1 ? 'has' : 'have'} not delivered as agreed; the figures may lag behind.`,
    import: 'Import a file',
    add: 'Add a source',
    change: (name: string) => `Change ${name}`,
    changeShort: 'Change',
    emptyTitle: 'Where records come from',
    emptyText:
      'A source is a system that knows something about customers: the CRM, the shop, the help desk, a survey. Each has an owner and an agreed rhythm, so that silence is noticed. Begin with a file you have.',
    state: {
      never: 'nothing yet',
      none_agreed: 'no rhythm agreed',
      fresh: 'fresh',
      late: (hours: string) => `late by ${hours}`,
      silent: (hours: string) => `silent, late by ${hours}`,
    },
    kinds: { crm: 'CRM', operations: 'Operations', feedback: 'Feedback', other: 'Other' },
    last: 'Last record',
    error: 'Last error',
    volume: 'records a day',
    thirty: (n: string) => `${n} in 30 days`,
    noOwner: 'Nobody owns this source',
    form: {
      name: 'Name',
      key: 'Key',
      keyHint: 'Names the source in files and calls; it never changes.',
      kind: 'Kind',
      description: 'What it holds',
      owner: 'Owner',
      nobody: 'Nobody yet',
      department: 'Department',
      none: 'None',
      rhythm: 'Agreed rhythm: something arrives at least',
      rhythms: {
        '': 'no rhythm agreed',
        '1': 'every hour',
        '24': 'every day',
        '168': 'every week',
        other: 'every … hours',
      },
      hours: 'Hours',
      rhythmHint: 'When it is missed, the owner is told.',
      save: 'Save',
      made: (name: string) => `${name} is ready to receive.`,
      changed: (name: string) => `${name} is changed.`,
    },
    quality: {
      completeness: 'complete',
      validity: 'valid',
      duplicates: 'doubled',
      over: (n: string) => `of ${n} in 30 days`,
    },
    errors: {
      drifts: (n: number) => count(n, 'change of shape', 'changes of shape'),
      deadLetters: (n: number) => count(n, 'event waits', 'events wait'),
      failedRuns: (n: number) => count(n, 'import failed', 'imports failed'),
      rejected: (n: number) => count(n, 'record refused', 'records refused'),
      refusedRequests: (n: number) => count(n, 'request refused', 'requests refused'),
    },
    imports: 'Imports',
    importsAside: 'the newest first',
    noImports: 'What was imported, by whom and with what result will stand here.',
    recipes: 'Recipes',
    recipesAside: 'whole systems at once',
    useRecipe: 'Use it',
    run: {
      waiting: (ahead: number) =>
        ahead === 0 ? 'begins in a moment' : `waits for ${count(ahead, 'import', 'imports')} before it`,
      running: 'under way',
      finished: 'done',
      failed: 'failed',
      cancelling: 'stops after this batch',
      cancelled: 'stopped',
    },
    report: (accepted: string, unchanged: string, rejected: string) =>
      `${accepted} taken in, ${unchanged} known already, ${rejected} rejected`,
    by: (who: string) => `by ${who}`,
  },
  de: {
    title: 'Quellen',
    sentence: (all, late, agreed) =>
      all === 0
        ? 'Noch fließt nichts herein.'
        : agreed === 0
          ? `${count(all, 'Quelle liefert', 'Quellen liefern')}; noch ist kein Rhythmus vereinbart, Schweigen fiele nicht auf.`
          : late.length === 0
            ? `${count(all, 'Quelle', 'Quellen')}, und jede vereinbarte Lieferung ist da.`
            : `${late.join(', ')} ${late.length === 1 ? 'hat' : 'haben'} nicht wie vereinbart geliefert; die Zahlen können nachhinken.`,
    import: 'Datei importieren',
    add: 'Quelle hinzufügen',
    change: (name) => `${name} ändern`,
    changeShort: 'Ändern',
    emptyTitle: 'Woher Datensätze kommen',
    emptyText:
      'Eine Quelle ist ein System, das etwas über Kundinnen und Kunden weiß: das CRM, der Shop, der Service, eine Umfrage. Jede hat eine verantwortliche Person und einen vereinbarten Rhythmus, damit Schweigen auffällt. Beginnen Sie mit einer Datei, die Sie haben.',
    state: {
      never: 'noch nichts',
      none_agreed: 'kein Rhythmus vereinbart',
      fresh: 'aktuell',
      late: (hours) => `${hours} im Verzug`,
      silent: (hours) => `schweigt, ${hours} im Verzug`,
    },
    kinds: { crm: 'CRM', operations: 'Betrieb', feedback: 'Rückmeldung', other: 'Sonstige' },
    last: 'Letzter Datensatz',
    error: 'Letzter Fehler',
    volume: 'Datensätze am Tag',
    thirty: (n) => `${n} in 30 Tagen`,
    noOwner: 'Niemand verantwortet diese Quelle',
    form: {
      name: 'Name',
      key: 'Schlüssel',
      keyHint: 'Benennt die Quelle in Dateien und Aufrufen; er bleibt für immer.',
      kind: 'Art',
      description: 'Was sie enthält',
      owner: 'Verantwortlich',
      nobody: 'Noch niemand',
      department: 'Abteilung',
      none: 'Keine',
      rhythm: 'Vereinbarter Rhythmus: Etwas kommt mindestens',
      rhythms: {
        '': 'kein Rhythmus vereinbart',
        '1': 'jede Stunde',
        '24': 'jeden Tag',
        '168': 'jede Woche',
        other: 'alle … Stunden',
      },
      hours: 'Stunden',
      rhythmHint: 'Wird er verfehlt, erfährt es die verantwortliche Person.',
      save: 'Speichern',
      made: (name) => `${name} kann jetzt empfangen.`,
      changed: (name) => `${name} ist geändert.`,
    },
    quality: {
      completeness: 'vollständig',
      validity: 'gültig',
      duplicates: 'doppelt',
      over: (n) => `von ${n} in 30 Tagen`,
    },
    errors: {
      drifts: (n) => count(n, 'Änderung der Form', 'Änderungen der Form'),
      deadLetters: (n) => count(n, 'Ereignis wartet', 'Ereignisse warten'),
      failedRuns: (n) => count(n, 'Import gescheitert', 'Importe gescheitert'),
      rejected: (n) => count(n, 'Datensatz abgelehnt', 'Datensätze abgelehnt'),
      refusedRequests: (n) => count(n, 'Anfrage abgelehnt', 'Anfragen abgelehnt'),
    },
    imports: 'Importe',
    importsAside: 'die neuesten zuerst',
    noImports: 'Hier wird stehen, was von wem und mit welchem Ergebnis importiert wurde.',
    recipes: 'Rezepte',
    recipesAside: 'ganze Systeme auf einmal',
    useRecipe: 'Verwenden',
    run: {
      waiting: (ahead) =>
        ahead === 0 ? 'beginnt gleich' : `wartet auf ${count(ahead, 'Import', 'Importe')} davor`,
      running: 'läuft',
      finished: 'fertig',
      failed: 'gescheitert',
      cancelling: 'hält nach diesem Stapel an',
      cancelled: 'angehalten',
    },
    report: (accepted, unchanged, rejected) =>
      `${accepted} übernommen, ${unchanged} schon bekannt, ${rejected} abgelehnt`,
    by: (who) => `von ${who}`,
  },
});
