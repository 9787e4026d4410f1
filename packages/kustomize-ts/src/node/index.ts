export { diskFileSystem } from "./disk-file-system.ts";
export { GitFault, gitFileSystem } from "./git-file-system.ts";
