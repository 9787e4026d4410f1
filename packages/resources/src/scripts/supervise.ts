import { FILES, PATHS } from "../member/paths.ts";

/**
 * PID 1 of the member's container. mysqld exits 16 when it wants to be started again (RESTART, the end of CLONE);
 * MYSQLD_PARENT_PID makes it believe that somebody does. A death by signal after ten seconds of life is answered here
 * too, at once: kubelet's back-off costs 10 to 40 s. Everything else ends the container. The script that keeps the
 * addresses is started again whenever it ends, or stale ones would stay for ever.
 */
export const SUPERVISE_SCRIPT = `#!/bin/bash
export MYSQLD_PARENT_PID=$$
child= stopping=
log() { printf '%s supervisor: %s\\n' "$(date -u +%FT%T.%3NZ)" "$*"; }
trap 'stopping=1; [ -n "$child" ] && kill -TERM "$child"' TERM INT
while :; do bash ${PATHS.server}/hosts.sh; log "hosts.sh ended with $?"; sleep 3; done &
while :; do
  began=$SECONDS
  mysqld --defaults-file=${FILES.configuration} &
  child=$!
  [ -n "$stopping" ] && kill -TERM "$child"
  while :; do wait "$child"; rc=$?; kill -0 "$child" 2>/dev/null || break; done
  [ -n "$stopping" ] && exit "$rc"
  if [ "$rc" = 16 ]; then log "mysqld asked to be started again"; continue; fi
  if [ "$rc" -gt 128 ] && [ $((SECONDS - began)) -ge 10 ]; then
    log "mysqld died by signal $((rc - 128)), starting it again"
    continue
  fi
  log "mysqld ended with $rc"
  exit "$rc"
done
`;
