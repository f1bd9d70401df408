/** How much of a stranger's document is read: what lies beyond is left out, and said to be. */
export const DOCUMENT_MAX = {
  /** As many as an origin may list before anybody proved to own it. */
  entries: 2_000,
  /** Operations named without a sign of payment. */
  named: 2_000,
  /** Places of a document that are looked at, whatever becomes of them: reading them all takes a tenth of a second. */
  looks: 2_500,
  issues: 50,
  peers: 32,
  proofs: 32,
  links: 64,
  /** Fields of one place in which links are looked for. */
  linkFields: 500,
  servers: 64,
  parameters: 100,
  /** Offers of one operation, methods of one entry. */
  offers: 64,
  methods: 6,
  /** Steps from a `$ref` to what it means, and how deep a schema is written out. */
  refs: 8,
  refDepth: 32,
  /** Of one schema written out, and of all of one document. */
  schemaNodes: 5_000,
  documentNodes: 200_000,
  urlChars: 2_048,
  /** JSON characters of what is kept whole without being read. */
  wordsChars: 8_192,
  /** Rows of one page of a catalogue: the largest seen served are 1,000. */
  pageItems: 5_000,
  cursorChars: 2_048,
  kinds: 1_000,
  extensions: 64,
  signerPatterns: 64,
  signersOfPattern: 64,
  dnsRecords: 64,
  dnsRecordChars: 4_096,
  /** Networks or schemes that one record names. */
  dnsListed: 32,
  tools: 1_000,
  textChars: 1_048_576,
} as const;
