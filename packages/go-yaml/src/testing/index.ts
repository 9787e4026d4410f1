export { type Keys, yamlMap, yamlValue } from "./arbitrary-yaml.ts";
export { type ReaderAnswers, readerAnswers } from "./readers.ts";
