import { FILES } from "../member/paths.ts";

/**
 * Keeps the last known addresses of the members in the server's `/etc/hosts`. The group's communication layer resolves
 * names in the thread that notices failures: when a node went and took one of two DNS servers with it, a failover took
 * 38 to 48 s, until Kubernetes noticed the node's end. A name that does not resolve keeps its address; certificates say
 * whether the right member is there. The file is written in place, since it is mounted by itself.
 */
export const HOSTS_SCRIPT = `#!/bin/bash
declare -A address
seeds() {
  local line seed
  while IFS= read -r line; do
    [[ $line == group_replication_group_seeds=* ]] || continue
    line=\${line#*=} line=\${line//\\"/}
    for seed in \${line//,/ }; do printf '%s\\n' "\${seed%:*}"; done
  done <${FILES.variables}
}
own=$(<${FILES.ownHosts})
while read -r found name _; do
  if [ -n "$name" ]; then address[$name]=$found; fi
done <${FILES.hosts}
written=
while :; do
  mapfile -t names < <(seeds)
  while read -r found kind name; do
    if [ "$kind" = STREAM ] && [ -n "$name" ]; then address[$name]=$found; fi
  done < <(getent -s dns ahosts "\${names[@]}" 2>/dev/null)
  text=$own
  for name in "\${names[@]}"; do
    if [ -n "\${address[$name]}" ] && [[ $name != "$POD_NAME".* ]]; then text+=$'\\n'\${address[$name]}$'\\t'$name; fi
  done
  if [ "$text" != "$written" ]; then printf '%s\\n' "$text" >${FILES.hosts} && written=$text; fi
  sleep 3
done
`;
