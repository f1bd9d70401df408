export { createCrawler } from './create-crawler.js';
export { importFile, type ImportSummary } from './sources/import-file.js';
