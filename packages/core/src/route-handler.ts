export { toReadableStream, toResponse } from "./route-handler/to-response.ts";
export type { ResponseOptions } from "./route-handler/to-response.ts";
export type { AnyParse, AnyRun } from "./route-handler/reply-pieces.ts";
