import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
  readonly engines: { readonly node: string };
};

/** The version of this package. */
export const version: string = manifest.version;

/** The oldest Node.js that this package runs on, such as 20.19. */
export const oldestNode: string = manifest.engines.node.replace(/^>=/, '');
