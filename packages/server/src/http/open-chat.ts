import type { ChatRequest, Tokenizer } from "@qwire/protocol";
import { chooseDialect } from "../dialects/choose-dialect.ts";
import type { Turn } from "../emulator/engine.ts";
import { note } from "../emulator/journal.ts";
import type { Call } from "../emulator/journal.ts";
import { createRandom, hashHex, hashNumber, hashText, randomHex, randomUuid } from "../emulator/random.ts";
import { stableText } from "../emulator/stable-text.ts";
import { countUsage } from "../reply/count-usage.ts";
import { playChoices } from "../reply/play-choices.ts";
import { playSteps } from "../reply/play-steps.ts";
import type { PlayedEvent } from "../reply/play-steps.ts";
import type { ReplyEvent } from "../reply/reply-event.ts";
import type { Source } from "../reply/source.ts";
import { splitText } from "../reply/split-text.ts";
import { createLogprobs, tokensOf } from "../reply/token-logprobs.ts";
import type { Writing } from "../reply/write-stream.ts";
import type { House } from "./house.ts";
import type { RoutedReply } from "./routed-reply.ts";

/** A chat request on its way to a reply. */
export type OpenChat = {
  requestId: string;
  /** What the engine does; nothing happens before the first is asked for. */
  events: Source<ReplyEvent>;
  writing: Writing;
  /** Fires when nobody wants the reply any more. */
  signal: AbortSignal;
  /** Fires it. */
  leave(): void;
  /** Writes the end into the journal; only the first one counts. */
  close(outcome: Call["outcome"], status: number): void;
  /** Writes another end over it. */
  amend: NonNullable<RoutedReply["amend"]>;
};

/** Who asks. */
export type Asker = {
  /** Fires when the client leaves. */
  signal: AbortSignal;
  /** Fires the signal. Absent: it is not ours to fire. */
  leave?: (() => void) | undefined;
  /** Hears of the faults an engine wants. */
  summon: Turn["summon"];
  /** Is told once when the reply has ended, with the tokens it has cost. */
  onEnd(tokens: () => number): void;
};

/** Prepares a reply: ids, the journal's entry, and the engine's events. */
export function openChat(request: ChatRequest, asker: Asker, house: House): OpenChat {
  const { settings, clock, journal, memory } = house;
  const { tokenizer } = settings;
  const asked = hashText(stableText(request));
  const seen = memory.count(hashNumber(asked));
  const key = hashHex(asked);
  const hash = hashText(`/${settings.seed}/${seen}`, asked);
  const requestId = randomUuid(createRandom("", hash));
  const startedAt = clock.now();
  const dialect = chooseDialect(request.model, settings);
  const { signal, leave, stopFollowing } = leavable(asker);
  const call = journal.open(request, startedAt);

  const play = (choice: number): Source<PlayedEvent> => {
    const draw = createRandom(`/${choice}`, hash);
    const { remember } = memory;
    const { now } = clock;
    const turn: Turn = { signal, key, seen, choice, now, random: draw, tokenizer, remember, summon: asker.summon };
    return playSteps(() => settings.engine(request, turn), {
      clock,
      model: request.model,
      split: splitFor(request, tokenizer),
      tellLogprobs: createLogprobs(request, { seed: `/${choice}/logprobs`, from: hash }, tokenizer),
      wrapArguments: settings.profile === "2024",
      signal,
      callId: () => `call_${randomHex(draw, dialect.callIdLength)}`,
      onStep: (step) => note(step, call),
    });
  };
  const choices = Array.from({ length: choicesOf(request) }, (_, choice) => play(choice));
  const count = countUsage(request, tokenizer);

  return {
    requestId,
    events: playChoices(choices, count),
    writing: {
      envelope: { id: `chatcmpl-${requestId}`, created: Math.floor(startedAt / 1000), model: request.model },
      dialect,
      requestId,
      includeUsage: request.stream_options?.include_usage === true,
    },
    signal,
    leave,
    close(outcome, status) {
      if (call.outcome !== "running") return;
      Object.assign(call, { outcome, status, elapsedMs: clock.now() - startedAt });
      stopFollowing();
      asker.onEnd(() => count.total().total_tokens);
    },
    amend: (outcome, status = 200) => void Object.assign(call, { outcome, status, elapsedMs: clock.now() - startedAt }),
  };
}

/** A signal that fires when the client leaves, or when it is left from here. */
function leavable({ signal, leave }: Asker): { signal: AbortSignal; leave(): void; stopFollowing(): void } {
  // Where the asker's own can be fired, it needs no other.
  if (leave !== undefined) return { signal, leave, stopFollowing: () => {} };
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort);
  return { signal: controller.signal, leave: abort, stopFollowing: () => signal.removeEventListener("abort", abort) };
}

/** A stream comes in pieces; where log probabilities are told, a piece is a token. */
function splitFor({ stream, logprobs }: ChatRequest, tokenizer: Tokenizer): (text: string) => string[] {
  if (stream !== true) return (text) => [text];
  return logprobs === true ? (text) => tokensOf(text, tokenizer) : splitText;
}

/** Beside tools it is always one (2025 document). */
function choicesOf({ n, tools }: ChatRequest): number {
  return (tools ?? []).length > 0 ? 1 : Math.max(1, n ?? 1);
}
