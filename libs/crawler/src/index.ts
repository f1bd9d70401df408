export { type CrawlPulse, createCrawler, type CrawlerOptions } from './create-crawler.js';
export { InfoChecker } from './info/info-checker.js';
export { createInfoChecker } from './info/create-info-checker.js';
export { createReparser, type Reparser } from './create-reparser.js';
export { type ReparseSummary } from './reparse/reparse.js';
export { importFile, type ImportSummary } from './sources/import-file.js';
export { probeOnce } from './probing/probe-once.js';
export { type DueTarget } from './schedule/lease.js';
export { type Probed } from './probing/probed.js';
