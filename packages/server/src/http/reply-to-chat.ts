import type { ChatRequest } from "@qwire/protocol";
import { hasUnreadStops } from "../engines/find-stops.ts";
import { countPrompt } from "../reply/count-prompt.ts";
import type { ApiError } from "./api-error.ts";
import { pull } from "../reply/source.ts";
import { writeCompletion } from "../reply/write-completion.ts";
import type { Completion } from "../reply/write-completion.ts";
import type { House } from "./house.ts";
import { openChat } from "./open-chat.ts";
import type { Asker, OpenChat } from "./open-chat.ts";
import type { RoutedReply } from "./routed-reply.ts";
import { jsonType, noteHeader, streamHeaders } from "./service-headers.ts";
import { socketReset } from "./socket-reset.ts";
import { streamBody } from "./stream-body.ts";
import { writeError } from "./write-error.ts";

/** Asks the engine and writes its reply: as events when `stream` is true, else as one JSON body. */
export function replyToChat(
  request: ChatRequest,
  asker: Omit<Asker, "onEnd">,
  house: House,
): RoutedReply | Promise<RoutedReply> {
  const { limiter, settings } = house;
  const { model, stream } = request;
  const promptTokens = (): number => countPrompt(request, settings.tokenizer);
  const admitted = limiter.admit({ model, stream: stream === true, promptTokens });
  const chat = openChat(request, { ...asker, onEnd: "leave" in admitted ? admitted.leave : () => {} }, house);
  if (!("leave" in admitted)) return fail(chat, admitted);
  const reply = stream === true ? replyWithStream(chat) : replyWithBody(chat);
  if (!hasUnreadStops(request, settings.tokenizer)) return reply;
  return reply instanceof Promise ? reply.then(withNote) : withNote(reply);
}

const unreadStops = "token ids in stop are not applied: this tokenizer only counts";

function withNote(reply: RoutedReply): RoutedReply {
  return { ...reply, headers: { ...reply.headers, [noteHeader]: unreadStops } };
}

/** The first event decides between an HTTP error and a stream. */
async function replyWithStream(chat: OpenChat): Promise<RoutedReply> {
  const first = await pull(chat.events, chat.signal);
  if (first === null) return abandon(chat);
  if (first.type === "failure") return fail(chat, first.error);
  return {
    status: 200,
    headers: streamHeaders,
    body: streamBody(first, chat),
    requestId: chat.requestId,
    amend: chat.amend,
  };
}

function replyWithBody(chat: OpenChat): RoutedReply | Promise<RoutedReply> {
  const completion = writeCompletion(chat.events, chat.writing, chat.signal);
  return completion instanceof Promise ? completion.then((one) => tell(one, chat)) : tell(completion, chat);
}

function tell(completion: Completion, chat: OpenChat): RoutedReply {
  switch (completion.type) {
    case "failure":
      return fail(chat, completion.error);
    case "body":
      chat.close("complete", 200);
      return json(chat, completion.body);
    case "cut":
      chat.close("cut", 200);
      return json(chat, cutShort(completion.body, completion.how));
    case "aborted":
      return abandon(chat);
  }
}

/** Only a client that has left keeps the engine from finishing: nobody is left to read this. */
function abandon(chat: OpenChat): RoutedReply {
  chat.close("aborted", 0);
  return json(chat, "");
}

function fail(chat: OpenChat, error: ApiError): RoutedReply {
  chat.close("failed", error.status);
  return json(chat, JSON.stringify(writeError(error, chat.requestId)), error.status);
}

function json({ requestId, amend }: OpenChat, body: RoutedReply["body"], status = 200): RoutedReply {
  return { status, headers: { "content-type": jsonType }, body, requestId, amend };
}

async function* cutShort(body: string, how: "close" | "reset"): AsyncGenerator<string, void> {
  yield body;
  if (how === "reset") throw socketReset();
}
