import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The documents in which origins publish what they sell: when they are read, what became of it, what they say of which URL. */
export class OriginDocuments1764400000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(
      'ALTER TABLE origin ADD documents_due_at timestamptz(3), ADD documents_read_at timestamptz(3)',
    );
    await query.query(
      'CREATE INDEX origin_documents_due ON origin (documents_due_at) WHERE documents_due_at IS NOT NULL',
    );
    await query.query(`CREATE TABLE origin_document (
        origin text NOT NULL,
        url text NOT NULL,
        kind text NOT NULL,
        via text NOT NULL,
        ok boolean NOT NULL,
        found integer NOT NULL,
        reason text,
        opted_out boolean NOT NULL DEFAULT false,
        ownership_proofs text[] NOT NULL DEFAULT '{}',
        said_hash bytea,
        read_at timestamptz(3) NOT NULL,
        CONSTRAINT origin_document_pkey PRIMARY KEY (origin, url),
        CONSTRAINT origin_document_origin_fkey FOREIGN KEY (origin) REFERENCES origin (origin) ON DELETE RESTRICT
      )`);
    // What a document says of one URL, with one method or tool. Whose URL it is may differ from where the document stands.
    await query.query(`CREATE TABLE document_operation (
        origin text NOT NULL,
        document_url text NOT NULL,
        at_origin text NOT NULL,
        resource text NOT NULL,
        pattern text,
        method text,
        tool_name text,
        is_entry boolean NOT NULL,
        call text NOT NULL,
        gone_at timestamptz(3),
        CONSTRAINT document_operation_document_fkey FOREIGN KEY (origin, document_url)
          REFERENCES origin_document (origin, url) ON DELETE CASCADE
      )`);
    await query.query(`CREATE UNIQUE INDEX document_operation_key
        ON document_operation (origin, document_url, resource, method, tool_name) NULLS NOT DISTINCT`);
    await query.query('CREATE INDEX document_operation_at ON document_operation (at_origin, resource)');
    await query.query(
      'CREATE INDEX document_operation_pattern ON document_operation (at_origin) WHERE pattern IS NOT NULL',
    );
    // Somebody waits for the documents of an origin: `url` is one of them, or the origin itself.
    await query.query(`CREATE TABLE document_request (
        origin text NOT NULL,
        url text NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        CONSTRAINT document_request_pkey PRIMARY KEY (origin, url)
      )`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('DROP TABLE document_request, document_operation, origin_document');
    await query.query('ALTER TABLE origin DROP documents_due_at, DROP documents_read_at');
  }
}
