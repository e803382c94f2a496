import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Confirm } from '../../parts/Confirm.tsx';
import { Go } from '../../parts/Go.tsx';
import { useSettingsWords } from './messages.ts';
import type { Person } from './people.ts';

/** For somebody entered by mistake. Whoever had a part in anything stays, and the refusal says what to do instead. */
export function RemovePerson({ person, close }: { person: Person; close: () => void }) {
  const { people: words } = useSettingsWords();
  const [asking, ask] = useState(false);
  const remove = useChange({
    call: () => api.del(`/people/${person.id}`),
    touches: [['people'], ['departments'], ['ownership']],
    said: words.removed(person.name),
    after: close,
    quiet: true,
  });
  const problem = remove.error;
  const shut = () => {
    ask(false);
    remove.reset();
  };
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => ask(true)}>
        {words.remove}
      </Button>
      <Confirm
        open={asking}
        close={shut}
        title={words.removeTitle(person.name)}
        act={words.remove}
        onAct={() => remove.mutate()}
        busy={remove.isPending}
      >
        {problem ? (
          <Alert role="alert">
            {problem.detail}
            {problem.code === 'person_accountable' ? (
              <div className="row" style={{ marginTop: 8, flexWrap: 'wrap' }}>
                <Go to={`/ownership?person=${person.id}`}>{words.see}</Go>
                <Go to="/ownership/changes">{words.planIt}</Go>
              </div>
            ) : null}
          </Alert>
        ) : (
          words.removeText
        )}
      </Confirm>
    </>
  );
}
