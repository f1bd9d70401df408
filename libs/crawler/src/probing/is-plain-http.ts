/** http on its usual port: the one place where the guard may be asked to go without TLS. */
export const isPlainHttp = (url: URL): boolean => url.protocol === 'http:' && url.port === '';
