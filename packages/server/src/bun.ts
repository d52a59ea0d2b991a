export { listen } from "./serve/bun.ts";
export type { Listening, ListenOptions, Target } from "./serve/listening.ts";
