import { createGateway } from "../gateway/create-gateway.ts";
import type { GatewayEvent } from "../gateway/gateway-event.ts";
import { memoryLimiter } from "../gateway/memory-limiter.ts";
import { gatewayHelpText } from "./cli-text.ts";
import type { CliWorld } from "./cli-world.ts";
import { readGatewayCliOptions } from "./gateway-cli-options.ts";
import type { GatewayCliOptions } from "./gateway-cli-options.ts";
import { httpTransport } from "./http-transport.ts";
import { listenOrSay } from "./listen-or-say.ts";
import type { Listening } from "./listening.ts";
import { loadExactTokens } from "./load-exact-tokens.ts";
import { readKeyFile } from "./read-key-file.ts";
import { readTokens } from "./read-tokens.ts";

/** Runs `qwire-server gateway` until it listens; `null` where only help was asked for. */
export async function startGateway(
  argv: readonly string[],
  { print, environment }: CliWorld,
): Promise<Listening | null> {
  const options = readGatewayCliOptions(argv);
  if (options.help) {
    print(gatewayHelpText);
    return null;
  }
  const { tokenFile, models, origins, log, limits } = options;
  if (tokenFile === null) {
    throw new TypeError("A gateway needs --token-file FILE: a name and a token on each line. Nobody else is let in.");
  }
  if (models.length === 0) {
    throw new TypeError("A gateway needs --model NAME, once for each model that may be asked for.");
  }
  const whose = await readTokens(tokenFile);
  const baseURL = options.upstream ?? (environment["DASHSCOPE_BASE_URL"]?.trim() || undefined);
  const tokenizer = limits.tokensPerMinute === undefined ? null : await loadExactTokens();
  const gateway = createGateway({
    apiKey: await readKey(options, environment),
    authorize: (request) => whose(/^bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? ""),
    models,
    origins,
    transport: httpTransport(),
    ...(baseURL === undefined ? {} : { baseURL }),
    ...(tokenizer === null ? {} : { tokenizer }),
    ...(Object.keys(limits).length === 0 ? {} : { limiter: memoryLimiter(limits) }),
    ...(log === "off" ? {} : { onEvent: (event) => tell(event, log, print) }),
  });
  const listening = await listenOrSay(gateway, options);
  const pages = origins.length === 0 ? "no web page (--origin lets one)" : origins.join(", ");
  print(
    log === "json"
      ? JSON.stringify({ listening: listening.url })
      : `qwire gateway · ${listening.url} · ${models.join(", ")} · for ${pages}`,
  );
  return { ...listening, close: (how = { graceMs: options.graceSeconds * 1000 }) => listening.close(how) };
}

async function readKey({ keyFile }: GatewayCliOptions, environment: CliWorld["environment"]): Promise<string> {
  if (keyFile !== null) return readKeyFile(keyFile);
  const key = environment["DASHSCOPE_API_KEY"];
  if (!key?.trim()) {
    throw new TypeError("A gateway needs the service's key: in DASHSCOPE_API_KEY, or in a file (--key-file FILE).");
  }
  return key.trim();
}

/** One line a request. */
function tell(event: GatewayEvent, log: "pretty" | "json", print: CliWorld["print"]): void {
  if (event.type !== "end") return;
  const { cause, ...told } = event;
  const why = cause instanceof Error ? cause.message : undefined;
  if (log === "json") return print(JSON.stringify({ ...told, why }));
  const { status, outcome, who, model, usage, elapsedMs, code } = told;
  const tokens = usage === null ? "" : `${usage.total_tokens} tokens`;
  const parts = [who, model, outcome, code, why, tokens, `${Math.round(elapsedMs)} ms`];
  print(`${status} ${parts.filter((part) => part !== null && part !== undefined && part !== "").join(" · ")}`);
}
