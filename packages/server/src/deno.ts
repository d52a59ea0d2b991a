export { folderTape } from "./serve/folder-tape.ts";
export { listen } from "./serve/deno.ts";
export type { CloseOptions, Listening, ListenOptions, Target } from "./serve/listening.ts";
