/** Where things are in a member's pod. Only the volume, the run directory and /tmp can be written. */
export const PATHS = {
  volume: "/data",
  data: "/data/mysql",
  run: "/run/mysqld",
  temporary: "/tmp",
  server: "/etc/grampus/server",
  variables: "/etc/grampus/variables",
  certificate: "/tls",
  secrets: "/secrets",
} as const;

/** Name of the file under `PATHS.run` that is the server's `/etc/hosts`. */
export const HOSTS_FILE = "hosts";

/** The key of a ConfigMap that holds an option file, the operator's or a user's, and the name of the operator's file. */
export const OPTION_FILE = "my.cnf";

/** The key of the variables' ConfigMap that holds the option file, and the file's name. */
export const VARIABLES_FILE = "variables.cnf";

/** Files that the pod writes for itself, and those it reads. */
export const FILES = {
  configuration: `${PATHS.server}/${OPTION_FILE}`,
  userConfiguration: `${PATHS.server}/user.cnf`,
  variables: `${PATHS.variables}/${VARIABLES_FILE}`,
  instance: `${PATHS.run}/instance.cnf`,
  client: `${PATHS.run}/client.cnf`,
  adminClient: `${PATHS.run}/admin.cnf`,
  hosts: `${PATHS.run}/${HOSTS_FILE}`,
  ownHosts: `${PATHS.run}/${HOSTS_FILE}.own`,
  initialStatements: `${PATHS.run}/init.sql`,
  socket: `${PATHS.run}/mysqld.sock`,
} as const;
