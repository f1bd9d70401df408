import { access, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const root = new URL('../../', import.meta.url);
const exists = (url) =>
  access(fileURLToPath(url)).then(
    () => true,
    () => false,
  );

/** `@bazaar/x` is the library's index; `./x.js`, or its whole URL, is `./x.ts` where only that exists. */
export async function resolve(specifier, context, next) {
  const library = /^@bazaar\/([a-z0-9]+)$/.exec(specifier);
  if (library) return { url: new URL(`libs/${library[1]}/src/index.ts`, root).href, shortCircuit: true };
  const isOurs = context.parentURL?.endsWith('.ts') || specifier.startsWith(root.href);
  if (isOurs && /^(?:\.{1,2}\/|file:).*\.js$/.test(specifier)) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (await exists(source)) return { url: source.href, shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { sourceMaps, jsc } = JSON.parse(await readFile(new URL('.swcrc', root), 'utf8'));
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), {
    filename,
    swcrc: false,
    sourceMaps: sourceMaps && 'inline',
    jsc: { ...jsc, baseUrl: undefined, paths: undefined }, // resolved above
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
