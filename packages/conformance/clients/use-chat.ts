import { AbstractChat, DefaultChatTransport, lastAssistantMessageIsCompleteWithApprovalResponses } from "ai";
import type { ChatState, UIMessage } from "ai";

class Chat extends AbstractChat<UIMessage> {}

/** What `useChat` is without React: the chat of the AI SDK with plain state, asking a route handler as a page does. */
export function useChat(handler: (request: Request) => Promise<Response>): Chat {
  const state: ChatState<UIMessage> = {
    status: "ready",
    error: undefined,
    messages: [],
    pushMessage: (message) => void (state.messages = [...state.messages, message]),
    popMessage: () => void (state.messages = state.messages.slice(0, -1)),
    replaceMessage: (at, message) => void (state.messages = state.messages.with(at, structuredClone(message))),
    snapshot: structuredClone,
  };
  const api = "https://page.test/api/chat";
  const transport = new DefaultChatTransport({ api, fetch: (url, init) => handler(new Request(url, init)) });
  return new Chat({
    state,
    transport,
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
    onError: () => undefined,
  });
}
