export { folderTape } from "./serve/folder-tape.ts";
export { listen } from "./serve/bun.ts";
export type { CloseOptions, Listening, ListenOptions, Target } from "./serve/listening.ts";
