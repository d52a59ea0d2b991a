export { folderTape } from "./serve/folder-tape.ts";
export { listen } from "./serve/node.ts";
export { httpTransport } from "./serve/http-transport.ts";
export type { HttpTransport } from "./serve/http-transport.ts";
export type { CloseOptions, Listening, ListenOptions, Target } from "./serve/listening.ts";
