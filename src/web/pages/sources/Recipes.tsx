import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { useGo } from '../../parts/useGo.ts';
import { useSourceWords } from './messages.ts';
import { useRecipes } from './sources.ts';

/** Recipes that come with Onus. Only administrators may run one: its steps are SQL. */
export function Recipes() {
  const words = useSourceWords();
  const go = useGo();
  const may = useMay('settings:write');
  const recipes = useRecipes().data?.items ?? [];
  if (recipes.length === 0) return null;
  return (
    <Card title={words.recipes} aside={words.recipesAside}>
      {recipes.map((recipe) => (
        <CardRow
          key={recipe.key}
          action={
            may ? (
              <Button onClick={() => go(`/sources/import?recipe=${recipe.key}`)}>{words.useRecipe}</Button>
            ) : undefined
          }
        >
          <b>{recipe.name}</b>
          <div className="muted">{recipe.description}</div>
        </CardRow>
      ))}
    </Card>
  );
}
