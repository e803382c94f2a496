import { expect, test } from 'vitest';
import { SurveyDocument } from '../../../../listen/survey/document.ts';
import { ApiProblem, Unreachable } from '../../../api/problem.ts';
import { DraftStore, type Stored } from './draftStore.ts';

const document = SurveyDocument.parse({ languages: ['en'], title: { en: 'Old' }, pages: [] });

/** A server of one draft, whose clock goes on when told. */
function begun() {
  const waiting: (() => void)[] = [];
  const server = { document, revision: 3, refuse: undefined as unknown, puts: 0 };
  const kept: (Stored | null)[] = [];
  const store = new DraftStore(
    { document, revision: 3 },
    {
      async put(next, revision) {
        server.puts++;
        if (server.refuse) throw server.refuse;
        if (revision !== server.revision) throw new ApiProblem(409, { detail: 'Changed meanwhile.' });
        server.document = next;
        server.revision++;
        return { revision: server.revision };
      },
      check: (one) => (one.title.en === '' ? { text: 'No title.', at: 'title' } : undefined),
      keep: (one) => kept.push(one),
      later(act) {
        waiting.push(act);
        return () => waiting.splice(waiting.indexOf(act) >>> 0, 1);
      },
      now: () => 0,
    },
  );
  const title = (text: string) =>
    store.edit((one) => {
      one.title = { en: text };
    });
  return { store, server, kept, waiting, title };
}

test('what is typed is stored a moment later, and kept here until then', async () => {
  const { store, server, kept, waiting, title } = begun();
  title('New');
  expect(store.read().state).toBe('unsaved');
  expect(kept.at(-1)?.document.title.en).toBe('New');
  waiting.at(-1)?.();
  await store.flush();
  expect(server.document.title.en).toBe('New');
  expect(store.read()).toMatchObject({ state: 'saved', revision: 4 });
  expect(kept.at(-1)).toBeNull();
});

test('typing on while it is being stored stores again; nothing is lost', async () => {
  const { store, server, title } = begun();
  title('One');
  const stored = store.flush();
  title('Two');
  await stored;
  expect(server.document.title.en).toBe('Two');
  expect(server.puts).toBe(2);
});

test('two editors: nothing is overwritten until somebody decides, and theirs can be undone', async () => {
  const { store, server, title } = begun();
  server.revision = 9;
  server.document = { ...document, title: { en: 'Theirs' } };
  title('Mine');
  expect(await store.flush()).toBe(false);
  expect(store.read().state).toBe('conflict');
  title('Mine still');
  expect(await store.flush()).toBe(false);
  expect(server.document.title.en).toBe('Theirs');
  store.take(server);
  expect(store.read()).toMatchObject({ state: 'saved', document: { title: { en: 'Theirs' } } });
  store.undo();
  expect(await store.flush()).toBe(true);
  expect(server.document.title.en).toBe('Mine still');
});

test('insisting stores mine over theirs', async () => {
  const { store, server, title } = begun();
  server.revision = 9;
  title('Mine');
  await store.flush();
  expect(await store.insist(9)).toBe(true);
  expect(server.document.title.en).toBe('Mine');
});

test('what cannot be stored says why and where, and is kept here; so is what the network loses', async () => {
  const { store, server, kept, title } = begun();
  title('');
  expect(await store.flush()).toBe(false);
  expect(store.read()).toMatchObject({ state: 'invalid', problem: { at: 'title' } });
  title('Better');
  server.refuse = new Unreachable('down');
  expect(await store.flush()).toBe(false);
  expect(store.read().state).toBe('failed');
  expect(kept.at(-1)?.document.title.en).toBe('Better');
  server.refuse = undefined;
  expect(await store.flush()).toBe(true);
  expect(server.document.title.en).toBe('Better');
});
