import { types } from 'node:util';
import { ConnectError, FetchError } from './fetch-failure.js';

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

const NO_CONNECTION =
  /^(?:ECONNREFUSED|ECONNABORTED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT|EACCES|EPERM|EINVAL|EAFNOSUPPORT)$/;

/** What went wrong before a byte of the request was sent. */
export function classifyConnectError(error: Error, protocol: string): FetchError {
  if (error instanceof FetchError) return error;
  const code = codeOf(error);
  const detail = code || error.message;
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return new ConnectError('unreachable-timeout', 'no connection in time', { cause: error });
  // With the TCP errors taken out, what fails before the request is the handshake: a certificate, a reset, no TLS at all.
  const reason =
    protocol === 'https:' && !NO_CONNECTION.test(code) ? 'unreachable-tls' : 'unreachable-connect';
  return new ConnectError(reason, detail, { cause: error });
}

/** Ours, not the world's: an argument that undici or Node refuses, or a plain TypeError. */
function isOurBug(error: Error): boolean {
  const code = codeOf(error);
  return code === '' ? error.name !== 'HTTPParserError' : /^(?:UND_)?ERR_INVALID/.test(code);
}

/** What went wrong after the connection stood: undici's and zlib's errors as one of our reasons. Throws our bugs. */
export function classifyExchangeError(error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  if (!types.isNativeError(error) || isOurBug(error)) throw error;
  const code = codeOf(error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new FetchError('headers-too-large', code, { cause: error });
  return new FetchError('bad-response', `${code || error.name}: ${error.message}`, { cause: error });
}
