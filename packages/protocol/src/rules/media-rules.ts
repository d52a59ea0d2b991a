import type { ChatMessage } from "../chat-message.ts";
import type { ChatRequest } from "../chat-request/chat-request.ts";
import type { ContentPart } from "../message-content.ts";
import { when } from "./rule.ts";
import type { Finding, Path, Rule } from "./rule.ts";

export type MediaRuleName =
  | "media-unknown-to-model"
  | "media-url"
  | "data-uri-too-large"
  | "video-frames"
  | "video-fps"
  | "cache-markers";

/** Base64 item, in bytes: 10 MiB (error page of 2026). */
const maxDataUriBytes = 10_485_760;

/** Images, sound and video in messages. */
export const mediaRules: { readonly [Name in MediaRuleName]: Rule } = {
  "media-unknown-to-model": {
    severity: "warning",
    refusedAs: "feature_not_supported",
    source: "reference of 2026: models that see, models that hear",
    check: (request, { model }) =>
      eachPart(request, (part) => {
        const isKnown = part.type === "input_audio" ? model.hearing : part.type === "text" ? true : model.vision;
        return isKnown === false ? { type: part.type, family: model.family } : null;
      }),
    sentence: ({ field, type, family }) => `${field} is ${type}, which ${family} does not take: choose another model.`,
  },
  "media-url": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: http(s) or data:…;base64,; oss:// with a header of its own",
    check: (request) =>
      eachPart(request, (part) =>
        urlsOf(part).some((url) => !/^(https?:\/\/|data:|oss:\/\/)/i.test(url)) ? {} : null,
      ),
    sentence: ({ field }) => `${field} needs a URL that begins with http://, https:// or data:…;base64,.`,
  },
  "data-uri-too-large": {
    severity: "error",
    refusedAs: "request_too_large",
    source: "error page of 2026: Exceeded limit on max bytes per data-uri item : 10485760",
    check: (request) =>
      eachPart(request, (part) => {
        const size = Math.max(0, ...urlsOf(part).map((url) => (isDataUri(url) ? url.length : 0)));
        return size > maxDataUriBytes ? { size, limit: maxDataUriBytes } : null;
      }),
    sentence: ({ field, size, limit }) =>
      `${field} holds a data URI of ${size} bytes, above ${limit}: give an https URL.`,
    fix: { says: "Parts that are too large are left out.", apply: withoutLargeParts },
  },
  "video-frames": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: 4 to 512 frames, by model",
    check: (request) =>
      eachPart(request, (part) => {
        const count = part.type === "video" ? part.video.length : 4;
        return count < 4 || count > 512 ? { count } : null;
      }),
    sentence: ({ field, count }) => `${field} has ${count} frames: give 4 to 512.`,
  },
  "video-fps": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: 0.1 to 10",
    check: (request) =>
      eachPart(request, (part) => {
        const fps = part.type === "video" || part.type === "video_url" ? (part.fps ?? 2) : 2;
        return fps < 0.1 || fps > 10 ? { fps } : null;
      }),
    sentence: ({ field, fps }) => `${field} has fps ${fps}: give 0.1 to 10.`,
  },
  "cache-markers": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "context cache page of 2026: at most four markers",
    check: ({ messages }) => {
      const marked = messages.flatMap(({ content }, at) =>
        Array.isArray(content)
          ? content.flatMap((part, of) => (part.cache_control ? [["messages", at, "content", of]] : []))
          : [],
      );
      return marked.slice(4).map((path) => ({ path }));
    },
    sentence: ({ field }) => `${field} is more than the fourth cache_control of the request: leave it out.`,
  },
};

function isDataUri(url: string): boolean {
  return /^data:/i.test(url);
}

function urlsOf(part: ContentPart): string[] {
  switch (part.type) {
    case "text":
      return [];
    case "image_url":
      return [part.image_url.url];
    case "input_audio":
      return [part.input_audio.data];
    case "video":
      return part.video;
    case "video_url":
      return [part.video_url.url];
    default:
      // A newer kind of part, which the type does not know: nothing is known of its addresses.
      return [];
  }
}

/** A finding for each part of a user's message of which `broken` gives details. */
function eachPart(
  { messages }: ChatRequest,
  broken: (part: ContentPart) => Record<string, string | number> | null,
): readonly Finding[] {
  return messages.flatMap((message, at) =>
    userParts(message).flatMap((part, of) => {
      const details = broken(part);
      const path: Path = ["messages", at, "content", of];
      return details === null ? [] : when(true, path, details);
    }),
  );
}

function userParts(message: ChatMessage): ContentPart[] {
  return message.role === "user" && Array.isArray(message.content) ? message.content : [];
}

function withoutLargeParts(request: ChatRequest): ChatRequest {
  const isSmall = (part: ContentPart): boolean =>
    urlsOf(part).every((url) => !isDataUri(url) || url.length <= maxDataUriBytes);
  const messages = request.messages.map((message) =>
    message.role === "user" && Array.isArray(message.content)
      ? { ...message, content: message.content.filter(isSmall) }
      : message,
  );
  return { ...request, messages };
}
