/** What is notified through Postgres. A hint to look, never the message: who waits looks by itself too. */
export const CHANNELS = {
  /** Somebody waits for a probe. */
  probeWanted: 'bazaar_probe_wanted',
  /** Somebody waits for a source, a facilitator or an origin's documents to be asked. */
  sourceWanted: 'bazaar_source_wanted',
  /** Probes were stored. */
  probed: 'bazaar_probed',
  /** The change log grew; notified by append_changes. */
  changed: 'bazaar_change',
} as const;
