export { listen } from "./serve/node.ts";
export type { Listening, ListenOptions, Target } from "./serve/listening.ts";
