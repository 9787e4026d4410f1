/** Most characters the name of a Cluster may have, because the names of its pods, Services and volumes are made from it. */
export const LONGEST_CLUSTER_NAME = 40;

/** A DNS-1035 label, what the name of a Cluster has to be: Services carry it. Says nothing about the length. */
export const DNS_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
