import type { ChatRequest } from "@qwire/protocol";
import { chooseDialect } from "../dialects/choose-dialect.ts";
import type { Turn } from "../emulator/engine.ts";
import type { Call } from "../emulator/journal.ts";
import { createRandom, hashHex, hashNumber, hashText, randomUuid } from "../emulator/random.ts";
import { stableText } from "../emulator/stable-text.ts";
import { startCount, usageOf } from "../reply/count-usage.ts";
import { playChoices } from "../reply/play-choices.ts";
import type { ReplyEvent } from "../reply/reply-event.ts";
import type { Source } from "../reply/source.ts";
import type { Writing } from "../reply/write-stream.ts";
import type { House } from "./house.ts";
import { openChoices } from "./open-choices.ts";
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
  /** Whether the reply has to be left as soon as it fires: nobody else does that. */
  isFollowed: boolean;
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
  const { onEnd, summon } = asker;
  const asked = hashText(stableText(request));
  const seen = memory.count(hashNumber(asked));
  const key = hashHex(asked);
  const hash = hashText(`/${settings.seed}/${seen}`, asked);
  const requestId = randomUuid(createRandom("", hash));
  const startedAt = clock.now();
  const dialect = chooseDialect(request.model, settings);
  const { signal, leave, isFollowed, stopFollowing } = leavable(asker);
  const call = journal.open(request, startedAt);
  // Elsewhere: what functions made here use is kept as long as one of them, and those of a crowd of replies add up.
  const choices = openChoices({ request, key, seen, hash, dialect, call, signal, summon }, house);
  const count = startCount(choices.length, request, settings.tokenizer);
  const amend = (outcome: Call["outcome"], status = 200): void => {
    call.outcome = outcome;
    call.status = status;
    call.elapsedMs = clock.now() - startedAt;
  };

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
    isFollowed,
    close(outcome, status) {
      if (call.outcome !== "running") return;
      amend(outcome, status);
      stopFollowing();
      onEnd(() => usageOf(count).total_tokens);
    },
    amend,
  };
}

/** A signal that fires when the client leaves, or when it is left from here. */
function leavable({
  signal,
  leave,
}: Asker): Pick<OpenChat, "signal" | "leave" | "isFollowed"> & { stopFollowing(): void } {
  // Where the asker's own can be fired, it needs no other.
  if (leave !== undefined) return { signal, leave, isFollowed: false, stopFollowing: nothing };
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort);
  const stopFollowing = (): void => signal.removeEventListener("abort", abort);
  return { signal: controller.signal, leave: abort, isFollowed: true, stopFollowing };
}

const nothing = (): void => {};
