// The web globals this package may use, and no others. Its tsconfig knows the language (ES2024) and nothing of any
// runtime, so a name that is missing here (`process`, `Buffer`, `fetch`, `Request`, `document`) does not compile.
//
// Each declaration is a part of what lib.dom says, so the same sources also compile where lib.dom is present, which is
// how packages/adapters and the tests read them. The first three are protocol's, whose sources core compiles as its own.

interface URL {
  readonly href: string;
  readonly origin: string;
  protocol: string;
  host: string;
  hostname: string;
  port: string;
  pathname: string;
  search: string;
  hash: string;
  toString(): string;
}
declare const URL: {
  new (url: string | URL, base?: string | URL): URL;
  parse(url: string | URL, base?: string | URL): URL | null;
};

interface TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare const TextEncoder: { new (): TextEncoder };

interface TextDecoder {
  decode(input?: ArrayBuffer | Uint8Array, options?: { stream?: boolean }): string;
}
declare const TextDecoder: { new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder };

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean; signal?: AbortSignal }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
declare const AbortSignal: {
  abort(reason?: unknown): AbortSignal;
  any(signals: AbortSignal[]): AbortSignal;
};

interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare const AbortController: { new (): AbortController };

interface ReadableStream<R> {
  readonly locked: boolean;
  cancel(reason?: unknown): Promise<void>;
  getReader(): ReadableStreamDefaultReader<R>;
}
interface ReadableStreamDefaultReader<R> {
  read(): Promise<{ done: false; value: R } | { done: true; value: R | undefined }>;
  cancel(reason?: unknown): Promise<void>;
  releaseLock(): void;
}
interface ReadableStreamDefaultController<R> {
  readonly desiredSize: number | null;
  enqueue(chunk: R): void;
  close(): void;
  error(reason?: unknown): void;
}
declare const ReadableStream: {
  new <R>(
    source: {
      start?: (controller: ReadableStreamDefaultController<R>) => void | Promise<void>;
      pull?: (controller: ReadableStreamDefaultController<R>) => void | Promise<void>;
      cancel?: (reason?: unknown) => void | Promise<void>;
    },
    strategy?: { highWaterMark?: number },
  ): ReadableStream<R>;
};

// For route handlers alone (oxlint refuses it elsewhere).
interface Response {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
  text(): Promise<string>;
}
declare const Response: {
  new (
    body: ReadableStream<Uint8Array<ArrayBuffer>> | string | null,
    init?: { status?: number; headers?: { [name: string]: string } },
  ): Response;
};

interface CryptoKey {
  readonly extractable: boolean;
}
interface SubtleCrypto {
  importKey(
    format: "raw",
    key: Uint8Array<ArrayBuffer>,
    algorithm: { name: string; hash: string },
    extractable: boolean,
    usages: Array<"sign" | "verify">,
  ): Promise<CryptoKey>;
  sign(algorithm: string, key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  verify(
    algorithm: string,
    key: CryptoKey,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
}
// Only its hashes: what it draws at random is wait.ts's to draw.
declare const crypto: { readonly subtle: SubtleCrypto };

declare function atob(base64: string): string;
declare function btoa(binary: string): string;

// For wait.ts alone, like the timers below.
declare const performance: { now(): number };

// For wait.ts alone (oxlint refuses them elsewhere). What setTimeout returns differs between runtimes, so it has no
// usable shape here: name it `ReturnType<typeof setTimeout>` and hand it back.
interface TimerHandle {
  readonly [opaqueTimer]: never;
}
declare const opaqueTimer: unique symbol;
declare function setTimeout(task: () => void, waitMs?: number): TimerHandle;
declare function clearTimeout(timer: TimerHandle | undefined): void;
