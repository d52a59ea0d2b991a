export { handlers } from "./serve/handlers.ts";
export type { HttpNamespace } from "./serve/handlers.ts";
