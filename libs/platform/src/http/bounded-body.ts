import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { classifyExchangeError } from './classify-error.js';
import { FetchError } from './fetch-failure.js';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/**
 * A body, decompressed, that fails with `body-too-large` as soon as more than `bytesMax` came over the wire or out of
 * the decoder. The decoder works only as fast as it is read, so a bomb costs no more memory than one chunk.
 *
 * Errors: throws {@link FetchError} while being read; an unknown or repeated encoding is `bad-response`.
 */
export async function* boundedBody(
  raw: Readable,
  headers: Readonly<Record<string, string>>,
  bytesMax: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  raw.on('error', () => undefined); // destroying it early must not be an unhandled error
  try {
    if (Number(headers['content-length']) > bytesMax)
      throw new FetchError('body-too-large', `${headers['content-length'] ?? ''} bytes announced`);
    yield* counted(decoded(counted(raw, bytesMax), headers['content-encoding'] ?? ''), bytesMax);
  } catch (error) {
    throw classifyExchangeError(error);
  } finally {
    raw.destroy();
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  bytesMax: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new FetchError('body-too-large', `more than ${bytesMax} bytes`);
    yield chunk;
  }
}

async function* decoded(
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
  encoding: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') {
    yield* chunks;
    return;
  }
  const makeDecoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  if (makeDecoder === undefined) throw new FetchError('bad-response', `content-encoding ${name}`);
  const first = await chunks.next();
  if (first.done) return; // an empty body is empty in every encoding
  const source = Readable.from(prepend(first.value, chunks), { objectMode: false });
  const decoder = pipeline(source, makeDecoder(), () => undefined);
  try {
    yield* decoder as AsyncIterable<Uint8Array>;
  } finally {
    decoder.destroy();
  }
}

async function* prepend(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield first;
  yield* rest;
}
