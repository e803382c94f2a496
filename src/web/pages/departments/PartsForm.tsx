import { Checkbox } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import styles from './Departments.module.css';
import { type Part, parts, type Thing, touched } from './departments.ts';
import { useDepartmentWords } from './messages.ts';

interface Props {
  thing: Thing;
  department: { id: string; key: string; name: string };
  close: () => void;
}

/** Which parts one department has in one thing; each box is kept at once. */
export function PartsForm({ thing, department, close }: Props) {
  const words = useDepartmentWords();
  const object = { kind: thing.kind, key: thing.key };
  const enter = (part: Part) =>
    api.post<{ made: string[] }>('/ownership/ecosystem/parts', {
      parts: [{ department: department.id, object, part }],
    });
  const end = (id: string) => api.del(`/ownership/ecosystem/parts/${id}`);
  const add = useChange<Part, { made: string[] }>({
    call: enter,
    touches: touched,
    said: (_, part) => words.entered(department.name, words.parts[part], thing.name),
    undo: ({ made }) => Promise.all(made.map(end)),
  });
  const remove = useChange<{ id: string; part: Part }>({
    call: ({ id }) => end(id),
    touches: touched,
    said: (_, { part }) => words.ended(department.name, words.parts[part], thing.name),
    undo: (_, { part }) => enter(part),
  });
  return (
    <Dialog open close={close} title={words.edit(department.name, thing.name)} size="sm">
      <div className={styles.choices}>
        {parts.map((part) => {
          const entered = thing.entered.find(
            (one) => one.departmentId === department.id && one.part === part,
          );
          const proposed = thing.suggested.find(
            (one) => one.departmentId === department.id && one.part === part,
          );
          return (
            <Checkbox
              key={part}
              label={words.parts[part]}
              description={proposed ? `${words.proposed}: ${words.because[proposed.because]}` : undefined}
              checked={Boolean(entered)}
              onChange={() => (entered ? remove.mutate({ id: entered.id, part }) : add.mutate(part))}
            />
          );
        })}
      </div>
    </Dialog>
  );
}
