import { removeFolder } from './test-server-folder.mjs';

export default async function globalTeardown() {
  const folder = process.env.BAZAAR_TEST_POSTGRES;
  if (folder) await removeFolder(folder);
}
