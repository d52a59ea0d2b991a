import { faultWords } from "../faults/parse-faults.ts";
import type { CliOptions } from "./cli-options.ts";

/** `--help`. */
export const helpText: string = `qwire-server: an emulator of Alibaba Cloud Model Studio's OpenAI-compatible chat interface

  qwire-server [options]
  qwire-server gateway [options]     a gateway to the real service: see qwire-server gateway --help

  --port, -p N       default 8787; 0: any free one
  --host NAME        default 127.0.0.1, this machine only
  --engine NAME      answer (default): calls the offered tools and answers from their results; echo
  --script FILE      rules as JSON, or a module whose default export is rules or an engine
  --upstream URL     another server that speaks OpenAI's chat completions answers, behind our rules and faults;
                     its key: QWIRE_UPSTREAM_KEY, --key-file FILE, or DASHSCOPE_API_KEY for Model Studio
  --upstream-model N the name it knows its model by
  --record DIR       keeps every exchange as a file; --upstream's replies pass as they are
  --replay DIR       answers from such files; with --record or --upstream what they lack is asked for
  --speed N          how many times as fast as recorded; default at once
  --ttft MS          time to the first token
  --tps N            tokens a second; default as fast as it can
  --jitter 0..1      how uneven they come
  --seed N           the same seed and requests give the same bytes
  --fault SPEC       what goes wrong, again and again: rate_limited@10%, stall>3#2, latency=800
                     words: errors by name, ${Object.keys(faultWords).join(", ")}
  --api-key KEY      lets only these keys in; may be repeated (default: any key, and none)
  --model NAME       knows only these models; may be repeated; any: takes every name (default: the catalogue)
  --profile NAME     current (default), 2025, 2024: which server's rules and replies
  --rpm N            requests a minute for each model; more are a 429
  --log HOW          pretty (default), json, off
  --help, -h

  A request may bring its own faults in the header x-qwire-fault:

  curl http://127.0.0.1:8787/compatible-mode/v1/chat/completions -H 'x-qwire-fault: rate_limited' -H 'content-type: application/json' -d '{"model":"qwen-plus","messages":[{"role":"user","content":"你好"}]}'`;

/** `gateway --help`. */
export const gatewayHelpText = `qwire-server gateway: keeps the service's key, and lets in whom you know

  DASHSCOPE_API_KEY=sk-… qwire-server gateway --token-file FILE --model NAME [options]

  --token-file FILE  who is let in: a name and a token (16 characters or more) on each line
  --model NAME       a model that may be asked for; may be repeated
  --upstream URL     the service's base URL (default: DASHSCOPE_BASE_URL, or Beijing's)
  --key-file FILE    the service's key, in place of DASHSCOPE_API_KEY
  --origin URL       a web page that may ask, as https://chat.example.com; may be repeated; *: any, without cookies
  --rpm N            requests a minute for each name
  --tpm N            tokens a minute for each name
  --streams N        streams at once for each name
  --grace SECONDS    how long running replies may go on after SIGTERM or Ctrl-C (default 30); a second one ends them
  --port, -p N       default 8788; 0: any free one
  --host NAME        default 127.0.0.1, this machine only
  --log HOW          pretty (default), json, off
  --help, -h

  Limits are counted in this process; for several of them see redisLimiter of @qwire/server/redis.`;

/** Where answers come from and where they are kept. */
type Sources = Pick<CliOptions, "upstream" | "record" | "replay"> & { recordings: number | null };

/** What an SDK is told. */
type Paste = { url: string; apiKey: string; model: string; sources: Sources };

/** What to paste where, once the server listens. */
export function pasteLines({ url, apiKey, model, sources }: Paste): string {
  return `qwire emulator · ${url} · ${whoAnswers(sources)}

  TypeScript   const openai = new OpenAI({ apiKey: "${apiKey}", baseURL: "${url}" });
  Python       client = OpenAI(api_key="${apiKey}", base_url="${url}")
  LangChain    llm = ChatOpenAI(model="${model}", api_key="${apiKey}", base_url="${url}")
  curl         curl ${url}/chat/completions -H 'authorization: Bearer ${apiKey}' -H 'content-type: application/json' -d '{"model":"${model}","messages":[{"role":"user","content":"你好"}]}'
`;
}

function whoAnswers({ upstream, record, replay, recordings }: Sources): string {
  const counted = recordings === 1 ? "1 recording" : `${recordings} recordings`;
  const live = replay === null ? `answers from ${upstream}` : `asks ${upstream} for the rest`;
  return [
    replay === null && upstream === null ? "no real model answers here" : "",
    replay === null ? "" : `replays ${counted} from ${replay}`,
    upstream === null ? "" : live,
    record === null ? "" : `records to ${record}`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}
