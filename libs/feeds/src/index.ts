export { ChangeFeedService, type FeedChange, type FeedPage } from './change-feed.service.js';
