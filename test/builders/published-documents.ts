import { readFileSync } from 'node:fs';

/** A document as somebody published it, cut to a few of its parts. */
export interface PublishedDocument {
  readonly file: string;
  readonly url: string;
  readonly document: unknown;
}

const FOLDER = new URL('../fixtures/documents/', import.meta.url);

const jsonIn = (file: string): unknown => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));

/** The documents of the fixtures; whose they are stands in `index.json` beside them. */
export const publishedDocuments = (): readonly PublishedDocument[] =>
  (jsonIn('index.json') as readonly { file: string; url: string }[]).map(({ file, url }) => ({
    file,
    url,
    document: jsonIn(file),
  }));
