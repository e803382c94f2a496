import { useApi } from '../../../api/useApi.ts';
import { useOwnershipWords } from '../messages.ts';
import { useHolders } from '../useHolders.ts';
import { useThings } from '../useThings.ts';
import type { Edit, Who } from './changes.ts';
import { useChangesWords } from './messages.ts';

/** One edit as a sentence, with names instead of ids and keys. */
export function useEditWords(): (edit: Edit) => string {
  const words = useChangesWords();
  const { roles } = useOwnershipWords();
  const { people, departments } = useHolders();
  const teams = useApi<{ items: { id: string; name: string }[] }>(['teams'], '/teams').data?.items ?? [];
  const things = useThings();
  const holders = [...people, ...departments, ...teams] as {
    id: string;
    key?: string;
    name: string;
    email?: string;
  }[];
  const named = (id: string | null | undefined) =>
    holders.find((one) => one.id === id || one.key === id || one.email === id)?.name ?? id ?? '';
  const who = (one: Who) => named(one.person ?? one.team ?? one.department);
  const thing = (object: { kind: string; key: string }) =>
    things.find((one) => one.kind === object.kind && one.key === object.key)?.name ?? object.key;
  return (edit) => {
    switch (edit.do) {
      case 'move':
        return words.says.move(who(edit.from), who(edit.to));
      case 'assign':
        return words.says.assign(who(edit.who), roles[edit.role], thing(edit.object));
      case 'end':
        return edit.who
          ? words.says.endOf(who(edit.who), roles[edit.role], thing(edit.object))
          : words.says.end(roles[edit.role], thing(edit.object));
      case 'leave':
        return words.says.leave(named(edit.person));
      case 'rename':
        return words.says.rename(named(edit.department), edit.name);
      case 'close':
        return edit.to
          ? words.says.close(named(edit.department), named(edit.to))
          : words.says.closeFully(named(edit.department));
      case 'undo':
        return words.says.undo;
    }
  };
}
