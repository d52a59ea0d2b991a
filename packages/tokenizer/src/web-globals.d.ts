// The web globals this package may use, and no others: every runtime we promise has them. Each declaration is a part of
// what lib.dom says, so the same sources also compile where lib.dom is present.

interface TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare const TextEncoder: { new (): TextEncoder };

interface TextDecoder {
  decode(input?: Uint8Array): string;
}
declare const TextDecoder: { new (label?: string, options?: { ignoreBOM?: boolean }): TextDecoder };

interface ReadableStream<R> {
  getReader(): ReadableStreamDefaultReader<R>;
}
interface ReadableStreamDefaultReader<R> {
  read(): Promise<{ done: false; value: R } | { done: true; value: R | undefined }>;
}
interface WritableStream<W> {
  getWriter(): WritableStreamDefaultWriter<W>;
}
interface WritableStreamDefaultWriter<W> {
  write(chunk: W): Promise<void>;
  close(): Promise<void>;
}
interface DecompressionStream {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<Uint8Array<ArrayBuffer>>;
}
declare const DecompressionStream: { new (format: "deflate-raw"): DecompressionStream };

declare function atob(base64: string): string;
