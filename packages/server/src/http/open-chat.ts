import type { ChatRequest } from "@qwire/protocol";
import { chooseDialect } from "../dialects/choose-dialect.ts";
import type { Turn } from "../emulator/engine.ts";
import type { Call, OpenCall } from "../emulator/journal.ts";
import { createRandom, hashText, randomHex, randomUuid } from "../emulator/random.ts";
import { stableText } from "../emulator/stable-text.ts";
import { countUsage } from "../reply/count-usage.ts";
import { playChoices } from "../reply/play-choices.ts";
import { playSteps } from "../reply/play-steps.ts";
import type { PlayedEvent } from "../reply/play-steps.ts";
import type { ReplyEvent } from "../reply/reply-event.ts";
import { splitText } from "../reply/split-text.ts";
import type { Writing } from "../reply/write-stream.ts";
import type { House } from "./house.ts";

/** A chat request on its way to a reply. */
export type OpenChat = {
  requestId: string;
  /** What the engine does; nothing happens before the first is asked for. */
  events: AsyncGenerator<ReplyEvent, void>;
  writing: Writing;
  /** Stops the engine. */
  leave(): void;
  /** Writes the end into the journal; only the first one counts. */
  close(outcome: Call["outcome"], status: number): void;
  /** Writes another end over it. */
  amend(outcome: Call["outcome"]): void;
};

/** Prepares a reply: ids, the journal's entry, and the engine's events. @param client fires when the client leaves */
export function openChat(request: ChatRequest, client: AbortSignal, house: House): OpenChat {
  const { settings, clock, journal, memory } = house;
  const key = hashText(stableText(request));
  const seen = memory.count(key);
  const random = createRandom(`${settings.seed}/${key}/${seen}`);
  const requestId = randomUuid(random);
  const startedAt = clock.now();
  const dialect = chooseDialect(request.model, settings.dialect);
  const controller = new AbortController();
  const signal = AbortSignal.any([client, controller.signal]);
  const call = journal.open(request);

  const play = (choice: number): AsyncGenerator<PlayedEvent, void> => {
    const draw = createRandom(`${settings.seed}/${key}/${seen}/${choice}`);
    const turn: Turn = { signal, key, seen, choice, random: draw, remember: memory.remember };
    return playSteps(() => settings.engine(request, turn), {
      clock,
      model: request.model,
      split: request.stream === true ? splitText : (text) => [text],
      wrapArguments: settings.profile === "2024",
      signal,
      callId: () => `call_${randomHex(draw, dialect.callIdLength)}`,
      onStep: (step) => call.steps.push(step),
    });
  };
  const choices = Array.from({ length: Math.max(1, request.n ?? 1) }, (_, choice) => play(choice));

  return {
    requestId,
    events: playChoices(choices, countUsage(request)),
    writing: {
      envelope: { id: `chatcmpl-${requestId}`, created: Math.floor(startedAt / 1000), model: request.model },
      dialect,
      requestId,
      includeUsage: request.stream_options?.include_usage === true,
    },
    leave: () => controller.abort(),
    close: (outcome, status) => closeCall(call, { outcome, status, elapsedMs: clock.now() - startedAt }),
    amend: (outcome) => void Object.assign(call, { outcome, status: 200, elapsedMs: clock.now() - startedAt }),
  };
}

function closeCall(call: OpenCall, end: Pick<Call, "outcome" | "status" | "elapsedMs">): void {
  if (call.outcome === "running") Object.assign(call, end);
}
