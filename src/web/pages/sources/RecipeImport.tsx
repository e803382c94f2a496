import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { DropFiles } from './DropFiles.tsx';
import type { Sent } from './Import.tsx';
import { useImportWords } from './import.messages.ts';
import { type ImportRun, type Recipe, useRecipes } from './sources.ts';

/** Files for a recipe that comes with Onus: which are there, which are missing. */
export function RecipeImport({
  recipeKey,
  started,
}: {
  recipeKey: string;
  started: (runId: number) => void;
}) {
  return (
    <Loaded query={useRecipes()}>
      {({ items }) => {
        const recipe = items.find(({ key }) => key === recipeKey);
        return recipe ? <WithFiles recipe={recipe} started={started} /> : null;
      }}
    </Loaded>
  );
}

function WithFiles({ recipe, started }: { recipe: Recipe; started: (runId: number) => void }) {
  const words = useImportWords();
  const [sent, setSent] = useState<Sent[]>([]);
  const fits = (match: string) => sent.find(({ fileName }) => matches(match, fileName));
  const missing = recipe.files
    .filter(({ match, optional }) => !optional && !fits(match))
    .map(({ match }) => match);
  const run = useChange<void, ImportRun>({
    call: () =>
      api.post('/recipes/run', {
        recipe: recipe.key,
        files: sent.map(({ fileName, uploadId }) => ({ name: fileName, uploadId })),
      }),
    touches: [['imports']],
    after: ({ runId }) => started(runId),
  });
  return (
    <>
      <p>
        <b>{recipe.name}.</b> {recipe.description}
      </p>
      {missing.length > 0 ? <DropFiles many sent={(files) => setSent([...sent, ...files])} /> : null}
      <Card title={words.needs}>
        {recipe.files.map(({ match, optional }) => (
          <CardRow
            key={match}
            action={
              fits(match) ? <Chip tone="good">✓</Chip> : optional ? <Chip>{words.optional}</Chip> : undefined
            }
          >
            {match}
          </CardRow>
        ))}
      </Card>
      {sent.length > 0 && missing.length > 0 ? (
        <p role="status">{words.missing(missing.join(', '))}</p>
      ) : null}
      {missing.length === 0 ? (
        <div>
          <Button variant="filled" loading={run.isPending} onClick={() => run.mutate()}>
            {words.startRecipe}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** The server's rule: `*` stands for anything, a `.gz` more is fine. */
function matches(pattern: string, name: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}(\\.gz)?$`, 'i').test(name);
}
