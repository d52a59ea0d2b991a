export { listen } from "./serve/deno.ts";
export type { CloseOptions, Listening, ListenOptions, Target } from "./serve/listening.ts";
