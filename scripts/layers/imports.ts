import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

export interface Import {
  /** The importing file, relative to the root, with `/`. */
  from: string;
  line: number;
  /** The imported file relative to the root, or the name of a package. */
  to: string;
  package: boolean;
  missing: boolean;
  /** Nothing of it is left once the types are stripped. */
  typeOnly: boolean;
}

export interface Reading {
  files: string[];
  imports: Import[];
}

/**
 * Every import of every source file below `root/src`, tests apart.
 * Reads the syntax with oxc-parser: tools built on the old TypeScript compiler see no `.ts` file under TypeScript 7,
 * and report an empty tree as clean.
 */
export function readImports(root: string): Reading {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => join('src', file).replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .sort();
  return { files, imports: files.flatMap((file) => importsOf(root, file)) };
}

function importsOf(root: string, file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const parsed = parseSync(file, text);
  const broken = parsed.errors.find((error) => error.severity === 'Error');
  if (broken) throw new Error(`${file} cannot be parsed: ${broken.message}`);

  const found: Import[] = [];
  const add = (specifier: string, at: number, typeOnly: boolean) => {
    found.push({
      from: file,
      line: text.slice(0, at).split('\n').length,
      typeOnly,
      ...target(root, file, specifier),
    });
  };
  for (const one of parsed.module.staticImports) {
    const typeOnly = one.entries.length > 0 && one.entries.every((entry) => entry.isType);
    add(one.moduleRequest.value, one.start, typeOnly || /^import\s+type\b/.test(text.slice(one.start)));
  }
  for (const one of parsed.module.staticExports) {
    for (const entry of one.entries) {
      if (entry.moduleRequest) add(entry.moduleRequest.value, entry.start, entry.isType);
    }
  }
  for (const one of parsed.module.dynamicImports) {
    const request = text.slice(one.moduleRequest.start, one.moduleRequest.end);
    const literal = /^(['"`])([^$]*)\1$/.exec(request);
    if (literal?.[2]) add(literal[2], one.start, false);
  }
  return found;
}

function target(root: string, file: string, specifier: string): Pick<Import, 'to' | 'package' | 'missing'> {
  if (!specifier.startsWith('.')) {
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    return { to: name, package: true, missing: false };
  }
  const path = resolve(root, dirname(file), specifier);
  return { to: relative(root, path).replaceAll('\\', '/'), package: false, missing: !existsSync(path) };
}
