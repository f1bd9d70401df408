const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  // Compiling costs more than it saves for queries that take milliseconds.
  jit: 'off',
  // Query texts are strangers' words: neither statements nor those that failed are logged.
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/** For test databases, which nobody misses after a power cut. */
const NOT_DURABLE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
};

/** The server's settings as arguments: they win over any file, so each start runs with what this version expects. */
export function settingFlags(durable: boolean): string[] {
  const settings = durable ? SETTINGS : { ...SETTINGS, ...NOT_DURABLE };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
