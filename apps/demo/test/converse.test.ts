import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { connect } from "../src/connect.ts";
import { converse } from "../src/converse.ts";
import { readOptions } from "../src/read-options.ts";

it("waits for the next question at a terminal, remembers, and leaves when the input ends", async () => {
  const options = readOptions(["现在几点了?"], {});
  const place = await connect(options, () => undefined);
  const input = new PassThrough();
  const output = new PassThrough();
  let written = "";
  let isAsked = false;
  output.on("data", (text) => {
    if (!String(text).includes("› ")) return;
    if (isAsked) input.end();
    else input.write("落星镇天气怎么样?\n");
    isAsked = true;
  });
  const { model, question } = options;
  const write = (text: string): void => void (written += text);
  const code = await converse({ place, model, question, terminal: { input, output }, write });
  await place.close();
  expect(code).toBe(0);
  expect(written).toContain("get_current_time {}");
  expect(written).toContain('get_current_weather {"location":"落星镇"}');
});
