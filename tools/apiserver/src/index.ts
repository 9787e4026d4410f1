export { type ApiServer, type ApplyOptions, answerText } from "./api-server.ts";
export type { Answer, RequestOptions } from "./connection.ts";
export { ApiServerFault } from "./fault.ts";
export { findServerPrograms, type ServerPrograms } from "./programs.ts";
export type { DefinitionReference, ObjectReference } from "./resource-paths.ts";
export { apiServerIsMissing, startApiServer } from "./start-api-server.ts";
