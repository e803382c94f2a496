import { circles } from './circles.ts';
import { readImports } from './imports.ts';
import { carriedIntoBrowser } from './reach.ts';
import { objection } from './rules.ts';

export interface Layers {
  files: number;
  imports: number;
  /** One sentence each: where, what, and why not. */
  violations: string[];
}

/** Checks who imports whom below `root/src` against docs/decisions/0003. */
export function checkLayers(root: string): Layers {
  const { files, imports } = readImports(root);
  const violations = imports.flatMap((one) => {
    const why = objection(one);
    return why ? [`${one.from}:${one.line} imports ${one.to}: ${why}`] : [];
  });
  for (const circle of circles(imports)) violations.push(`${circle}: these files need each other to load`);
  violations.push(...carriedIntoBrowser(imports));
  return { files: files.length, imports: imports.length, violations };
}

if (import.meta.main) {
  const { files, imports, violations } = checkLayers(process.cwd());
  for (const violation of violations) console.error(violation);
  console.log(`${files} files, ${imports} imports, ${violations.length} against the rule`);
  // A check that read nothing has found nothing: fewer than this is a broken reader, not a clean tree.
  if (files < 30 || imports < files) {
    console.error('The reader saw too little to judge.');
    process.exitCode = 1;
  }
  if (violations.length > 0) process.exitCode = 1;
}
