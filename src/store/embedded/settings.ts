/**
 * How the embedded PostgreSQL is set, for one small server. Given on its command line, so that they hold for databases made by earlier versions too.
 * Its log never holds what people wrote: no statements, no values, no details of errors, and no errors of statements at all (they may quote a value).
 */
export const settings: Readonly<Record<string, string>> = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  max_connections: '60',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'iso, dmy',
  cluster_name: 'candour',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_checkpoints: 'off',
  log_connections: '',
  log_disconnections: 'off',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: '-1',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};
