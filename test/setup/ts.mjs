// `node --import ./test/setup/ts.mjs script.ts` runs our TypeScript unbuilt: for specs that need a process of their own.
import { register } from 'node:module';

register('./ts-hooks.mjs', import.meta.url);
