import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A recorded exchange with the compatible interface. */
export type Recording = {
  file: string;
  status: number;
  contentType: string;
  headers: Headers;
  /** Absent where only the reply was kept. */
  request: unknown;
  /** The body as it came; for a list of chunks, framed again. */
  body: string;
};

const folder = fileURLToPath(new URL("../../../../shared/fixtures/recorded/", import.meta.url));

/** Real traffic is not part of the repository: it lies beside the checkout in CI, and only there must it be. */
export function readRecordings(): Recording[] {
  if (existsSync(folder)) return readdirSync(folder).flatMap(readRecording);
  if (process.env["QWIRE_REQUIRE_RECORDED"] === "1") throw new Error(`No recorded traffic at ${folder}`);
  return [];
}

/** Error bodies with the status they came with. */
export function readRecordedErrors(): Array<{ status: number; kind: string; retryable: boolean; body: unknown }> {
  const file = `${folder}errors.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).cases : [];
}

function readRecording(file: string): Recording[] {
  if (file === "errors.json" || !/\.(json|chunks\.txt)$/.test(file)) return [];
  const text = readFileSync(folder + file, "utf8");
  if (file.endsWith(".chunks.txt")) {
    const frames = text
      .trim()
      .split("\n")
      .map((line) => `data: ${line}\n\n`);
    const body = `${frames.join("")}data: [DONE]\n\n`;
    return [{ file, status: 200, contentType: "text/event-stream", headers: new Headers(), request: null, body }];
  }
  const recorded = JSON.parse(text);
  if (recorded.response === undefined) {
    return [{ file, status: 200, contentType: "application/json", headers: new Headers(), request: null, body: text }];
  }
  if (!recorded.request.uri.includes("/compatible-mode/")) return [];
  const { status, body } = recorded.response;
  const headers = new Headers(recorded.response.headers);
  const contentType = headers.get("content-type") ?? "";
  return [{ file, status, contentType, headers, request: recorded.request.bodyJson, body }];
}
