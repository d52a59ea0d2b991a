export type { CallEvent, RequestFacts, SeenCall } from "./observe/call-event.ts";
export { observer } from "./observe/observer.ts";
