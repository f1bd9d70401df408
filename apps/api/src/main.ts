import { exitWithParent, loadConfig } from '@bazaar/platform';

/** Not an import at the top: Apollo and graphql-js read it while they are loaded. */
process.env.NODE_ENV ??= 'production';

try {
  const { createApi } = await import('./create-api.js');
  const config = loadConfig(process.env);
  const app = await createApi(config, { landingPage: process.env.NODE_ENV !== 'production' });
  await app.listen(config.PORT, config.HOST).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  exitWithParent({ stop: () => app.close(), url: await app.getUrl() });
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}

/** One line a person can act on; nothing but the message of an error that has one. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error)
    return `Port ${String(error.port)} is taken: set PORT to a free one, or stop what listens there.`;
  return error.message;
}
