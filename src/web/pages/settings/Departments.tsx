import { Button } from '@mantine/core';
import type { z } from 'zod';
import type { Department as Served } from '../../../own/person.ts';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import type { Wire } from '../../api/wire.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Owner } from '../../parts/Seat.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { DepartmentForm } from './DepartmentForm.tsx';
import { useDepartmentsWords } from './departments.messages.ts';
import type { Listed } from './people.ts';

export type Department = Wire<z.infer<typeof Served>>;

/** Who leads what; archiving takes a department out of the chart and can be undone. */
export function Departments() {
  const words = useDepartmentsWords();
  const may = useMay('people:write');
  const [url, setUrl] = useUrl();
  const departments = useApi<Listed<Department>>(['departments'], '/departments');
  const put = (one: Department, archived: boolean) =>
    api.patch<Department>(`/departments/${one.id}`, { archived });
  const archive = useChange<{ one: Department; archived: boolean }, Department>({
    call: ({ one, archived }) => put(one, archived),
    touches: [['departments'], ['ownership']],
    said: (_, { one, archived }) => (archived ? words.gone(one.name) : words.returned(one.name)),
    undo: (_, { one, archived }) => put(one, !archived),
  });
  const opened = departments.data?.items.find((one) => one.id === url.edit);
  const add = <Button onClick={() => setUrl({ edit: 'new' }, { push: true })}>{words.add}</Button>;
  return (
    <Card title={words.title} aside={may ? add : undefined}>
      <p className="muted">{words.sentence}</p>
      <Loaded query={departments}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.empty} text={words.emptyText} />
          ) : (
            items.map((one) => {
              const archived = one.archivedAt !== null;
              return (
                <CardRow
                  key={one.id}
                  lead={<Owner owner={{ person: one.head, reason: 'nobody', candidates: [] }} />}
                  action={
                    <span className="row">
                      {archived ? <Chip tone="few">{words.archived}</Chip> : null}
                      {may ? (
                        <>
                          <Button
                            size="compact-sm"
                            aria-label={words.change(one.name)}
                            onClick={() => setUrl({ edit: one.id }, { push: true })}
                          >
                            {words.edit}
                          </Button>
                          <Button
                            size="compact-sm"
                            aria-label={`${archived ? words.back : words.archive}: ${one.name}`}
                            loading={archive.isPending && archive.variables.one.id === one.id}
                            onClick={() => archive.mutate({ one, archived: !archived })}
                          >
                            {archived ? words.back : words.archive}
                          </Button>
                        </>
                      ) : null}
                    </span>
                  }
                >
                  <b className={archived ? 'dim' : undefined}>{one.name}</b>
                  <div className="tiny muted">
                    {one.head?.name ?? words.nobody} · {words.people(one.people)}
                  </div>
                </CardRow>
              );
            })
          )
        }
      </Loaded>
      {may && (opened || url.edit === 'new') ? (
        <DepartmentForm key={url.edit} department={opened} close={() => setUrl({ edit: undefined })} />
      ) : null}
    </Card>
  );
}
