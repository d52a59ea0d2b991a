export { listen } from "./serve/deno.ts";
export type { Listening, ListenOptions, Target } from "./serve/listening.ts";
