import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { chatCompletionChunk } from "../src/chat-completion-chunk.ts";
import { chatCompletion } from "../src/chat-completion.ts";
import { chatMessage } from "../src/chat-message.ts";
import { chatRequest } from "../src/chat-request/chat-request.ts";
import { modelList } from "../src/model-list.ts";
import { outgoingForms, toOutgoing } from "../src/outgoing-forms.ts";
import { applyFixes } from "../src/rules/apply-fixes.ts";
import { checkRequest } from "../src/rules/check-request.ts";
import { documentedProfiles } from "../src/rules/documented-profiles.ts";
import { tool } from "../src/tool.ts";
import { withoutField } from "../src/without-field.ts";
import { arbitraryOf } from "./arbitrary-of.ts";
import { spoiltOf } from "./spoilt.ts";
import type { Place } from "./spoilt.ts";

// Many small runs: on a busy machine they need more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });

const schemas = { chatCompletion, chatCompletionChunk, chatMessage, chatRequest, modelList, tool };
const models = fc.constantFrom(
  "qwen-plus",
  "qwq-32b",
  "qwen-max",
  "qwen-long",
  "qwen3-8b",
  "qwen-mt-plus",
  "unheard-of",
);
const requests = fc
  .tuple(arbitraryOf(chatRequest), models)
  .map(([request, model]) => chatRequest.parse({ ...(request as object), model })); // arbitraryOf made an object

/** An issue names the place, or something around it: where several kinds are taken, the whole of them. */
function leadsTo(path: readonly PropertyKey[], place: Place): boolean {
  const isInside = path.every((key, depth) => key === place[depth]);
  return isInside && (path.length > 0 || place.length === 0);
}

describe.each(Object.entries(schemas))("%s", (_, schema) => {
  it("takes every value that is made from it, and its own output again", () => {
    fc.assert(
      fc.property(arbitraryOf(schema), (value) => {
        const once = schema.parse(value);
        expect(schema.parse(once)).toEqual(once);
      }),
    );
  });

  it("finds what is spoilt, and where", () => {
    fc.assert(
      fc.property(spoiltOf(arbitraryOf(schema)), ({ place, body }) => {
        const { error } = schema.safeParse(body);
        // Some fields are anything at all: there nothing can be spoilt.
        fc.pre(error !== undefined);
        expect(error?.issues.filter((issue) => leadsTo(issue.path, place))).not.toEqual([]);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.anything({ withBigInt: true }), (value) => void schema.safeParse(value)));
  });
});

describe("checkRequest", () => {
  it("finds what is spoilt, and where", () => {
    fc.assert(
      fc.property(spoiltOf(requests), ({ place, body }) => {
        // Some fields are anything at all: there nothing can be spoilt.
        fc.pre(!chatRequest.safeParse(body).success);
        const paths = checkRequest(body).map((issue) => issue.path);
        expect(paths.filter((path) => leadsTo(path, place))).not.toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("never throws, whatever it is given", () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
    const almost = fc.record({
      model: anything,
      messages: fc.array(anything),
      tools: anything,
      stop: anything,
      n: anything,
    });
    fc.assert(fc.property(fc.oneof(anything, almost), (value) => void checkRequest(value)));
  });

  it("says the same twice", () => {
    fc.assert(
      fc.property(requests, (request) => {
        expect(checkRequest(structuredClone(request))).toEqual(checkRequest(request));
      }),
    );
  });
});

describe("applyFixes", () => {
  it("leaves no error", () => {
    fc.assert(
      fc.property(requests, (request) => {
        expect(checkRequest(applyFixes(request)).filter((issue) => issue.severity === "error")).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("leaves nothing to do for itself", () => {
    const profiles = fc.constantFrom(undefined, ...Object.values(documentedProfiles));
    fc.assert(
      fc.property(requests, profiles, (request, profile) => {
        const once = applyFixes(request, { profile });
        expect(applyFixes(once, { profile })).toEqual(once);
      }),
      { numRuns: 50 },
    );
  });

  it("leaves the caller's request as it was", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const before = structuredClone(request);
        applyFixes(request);
        expect(request).toEqual(before);
      }),
    );
  });
});

describe("toOutgoing", () => {
  it("is the same applied twice", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const once = toOutgoing({ ...request, extra_body: undefined });
        expect(toOutgoing(once)).toEqual(once);
      }),
    );
  });

  it("makes no request worse", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const errors = (body: unknown): string[] =>
          checkRequest(body).flatMap((issue) => (issue.severity === "error" ? [issue.code] : []));
        const plain = { ...request, extra_body: undefined };
        expect(errors(toOutgoing(plain))).toEqual(errors(plain));
      }),
    );
  });
});

describe("toOutgoing", () => {
  it("applies every form, also where it needs not ask each of them", () => {
    const messages = fc.array(arbitraryOf(chatMessage), { maxLength: 4 });
    fc.assert(
      fc.property(requests, messages, (request, history) => {
        const asked = { ...request, messages: history.map((message) => chatMessage.parse(message)) };
        const formed = outgoingForms.reduce((current, form) => form.apply(current), asked);
        const { extra_body: extra = {} } = asked;
        expect(toOutgoing(asked)).toEqual({ ...withoutField(formed, "extra_body"), ...extra });
      }),
      { numRuns: 200 },
    );
  });
});
