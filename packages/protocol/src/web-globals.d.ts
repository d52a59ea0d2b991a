// The web globals this package may use, and no others. Its tsconfig knows the language (ES2024) and nothing of any
// runtime, so a name that is missing here (`process`, `Buffer`, `fetch`, `document`) does not compile.
//
// Each declaration is a part of what lib.dom says, so the same sources also compile where lib.dom is present. A name
// added here goes into packages/core/src/web-globals.d.ts too, because core compiles these sources as its own.
//
// `JSON.rawJSON` is not declared here on purpose: whoever compiles these sources would need the same declaration.
// Read JSON through a local type instead: `const exactJson: { rawJSON?(text: string): unknown } & JSON = JSON`.

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
