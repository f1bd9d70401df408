import { makeFolder, removeAbandoned } from './test-server-folder.mjs';

/** Only names a folder: the first spec that needs a database starts the server in it. */
export default async function globalSetup() {
  await removeAbandoned();
  process.env.BAZAAR_TEST_POSTGRES = await makeFolder();
}
