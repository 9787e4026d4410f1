export { diskFileSystem } from "./disk-file-system.ts";
