import type { ChatMessage, ChatRequest, Tokenizer } from "@qwire/protocol";
import { findModel } from "@qwire/protocol";
import type { GatewayOptions } from "@qwire/server/gateway";
import type { EmulatorOptions } from "@qwire/server";
import type { QwenTokenizer } from "@qwire/tokenizer";
import type OpenAI from "openai";
import { describe, expectTypeOf, it } from "vitest";

declare const tokenizer: QwenTokenizer;
declare const request: ChatRequest;
declare const theirs: OpenAI.ChatCompletionCreateParams;

describe("the tokenizer", () => {
  it("fills the protocol's port, and so the emulator's and the gateway's", () => {
    expectTypeOf<QwenTokenizer>().toExtend<Tokenizer>();
    expectTypeOf<QwenTokenizer>().toExtend<NonNullable<EmulatorOptions["tokenizer"]>>();
    expectTypeOf<QwenTokenizer>().toExtend<NonNullable<GatewayOptions<string>["tokenizer"]>>();
  });

  it("takes the protocol's messages, requests and profiles, and gives the messages back as they are typed", () => {
    tokenizer.fits(request, findModel(request.model));
    tokenizer.countMessages(request.messages, { tools: request.tools ?? null });
    expectTypeOf(tokenizer.trimToFit(request.messages, { maxTokens: 1000 }).messages).toEqualTypeOf<ChatMessage[]>();
  });

  it("takes those of OpenAI's package", () => {
    tokenizer.countMessages(theirs.messages, { tools: theirs.tools ?? null });
    expectTypeOf<OpenAI.ChatCompletionMessage>().toExtend<Parameters<QwenTokenizer["countCompletion"]>[0]>();
  });
});
