export { createGateway } from "./gateway/create-gateway.ts";
export type { Gateway } from "./gateway/create-gateway.ts";
export type { GatewayEvent, GatewayOutcome } from "./gateway/gateway-event.ts";
export type { GatewayOptions, GatewayTimeouts } from "./gateway/gateway-options.ts";
export type { GatewayLimits, Lease, LimitAsk, Limiter, LimitRefusal } from "./gateway/limiter.ts";
export { memoryLimiter } from "./gateway/memory-limiter.ts";
export type { GatewayReply, GatewayRequest, GatewayTransport } from "./gateway/transport.ts";
