export { HOSTS_SCRIPT } from "./hosts.ts";
export { INITIALISE_SCRIPT } from "./initialise.ts";
export { PRE_STOP_SCRIPT } from "./pre-stop.ts";
export { READY_SCRIPT } from "./ready.ts";
export { SUPERVISE_SCRIPT } from "./supervise.ts";
