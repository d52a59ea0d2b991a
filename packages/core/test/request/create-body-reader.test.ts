import { describe, expect, it } from "vitest";
import { createBodyReader } from "../../src/request/create-body-reader.ts";
import { createCallControl } from "../../src/request/call-control.ts";
import { fakeClock } from "../fixtures/fake-clock.ts";

const reader = (pieces: Uint8Array[]) => {
  const clock = fakeClock();
  const asked: number[] = [];
  const body = {
    async *[Symbol.asyncIterator]() {
      for (const [at, piece] of pieces.entries()) {
        asked.push(at);
        yield piece;
      }
    },
  };
  const control = createCallControl({ totalMs: Number.POSITIVE_INFINITY, clock });
  return { ...createBodyReader(body, { control, clock }), asked };
};
const takeOne = {
  take: (piece: Uint8Array): Uint8Array | null => piece,
  end: () => null,
  fail(error: unknown): never {
    throw error;
  },
};

describe("createBodyReader", () => {
  it("hands a large piece on in parts, and asks for the next only behind the last of them", async () => {
    const large = Uint8Array.from({ length: 200_000 }, (_, at) => at);
    const { pull, asked } = reader([large, Uint8Array.of(7)]);
    const parts: Uint8Array[] = [];
    while (parts.reduce((sum, part) => sum + part.length, 0) < large.length) {
      const part = await pull(takeOne);
      expect(part?.length).toBeLessThanOrEqual(64 * 1024);
      parts.push(part ?? new Uint8Array());
      expect(asked).toEqual([0]);
    }
    expect(Buffer.concat(parts)).toEqual(Buffer.from(large));
    expect(await pull(takeOne)).toEqual(Uint8Array.of(7));
    expect(await pull(takeOne)).toBe(null);
  });

  it("goes on, over empty pieces too, until something is made of what came", async () => {
    const { pull } = reader([Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2), Uint8Array.of(3)]);
    const seen: number[] = [];
    const second = {
      ...takeOne,
      take(piece: Uint8Array) {
        seen.push(...piece);
        return seen.length === 2 ? piece : undefined;
      },
    };
    expect(await pull(second)).toEqual(Uint8Array.of(2));
    expect(seen).toEqual([1, 2]);
  });
});
