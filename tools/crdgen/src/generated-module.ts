/**
 * A generated module: JavaScript, and its types beside it. Node strips types from big TypeScript files many times
 * slower than it reads the same data as JavaScript.
 */
export interface GeneratedModule {
  readonly code: string;
  readonly types: string;
}
