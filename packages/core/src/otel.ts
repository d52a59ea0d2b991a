export { otelObserver } from "./observe/otel-observer.ts";
export type { OtelOptions } from "./observe/otel-observer.ts";
