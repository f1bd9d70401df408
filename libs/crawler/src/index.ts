export { createCrawler, type CrawlerOptions, type CreatedCrawler } from './create-crawler.js';
export { type Crawler } from './crawl/crawler.js';
export { importFile, type ImportSummary } from './sources/import-file.js';
