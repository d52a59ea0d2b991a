// A door of its own: beside createClient a bundler that splits code would load it with every client, because parse() uses it.
export { createPartialJson } from "./output/create-partial-json.ts";
export type { PartialJson } from "./output/create-partial-json.ts";
