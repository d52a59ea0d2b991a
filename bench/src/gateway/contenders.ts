/** Something that stands before the service, or the service itself. */
export type GatewayContender = {
  name: string;
  title: string;
  /** What its clients send beside what all send. */
  headers(serviceUrl: string): Record<string, string>;
};

const none = (): Record<string, string> => ({});

/** The first two are the floors: nothing in between, and the least a pass-through can be. */
export const gatewayContenders: readonly GatewayContender[] = [
  { name: "direct", title: "direct", headers: none },
  { name: "bare", title: "bare node:http pass-through", headers: none },
  { name: "qwire", title: "qwire, httpTransport()", headers: none },
  { name: "qwire-fetch", title: "qwire, fetch", headers: none },
  {
    name: "portkey",
    title: "@portkey-ai/gateway",
    headers: (serviceUrl) => ({ "x-portkey-provider": "openai", "x-portkey-custom-host": `${serviceUrl}/v1` }),
  },
];
