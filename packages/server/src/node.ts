export { listen } from "./serve/listen.ts";
export type { Listening, Target } from "./serve/listen.ts";
