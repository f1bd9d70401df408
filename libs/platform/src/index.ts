export { loadConfig, type Config } from './config/config.js';
