import { modelStudio } from "@qwire/core";
import type { Region } from "@qwire/core";

/** What the environment says of the service. */
export type Environment = { baseURL: string; apiKey: string | undefined };

/** @param read a variable, `undefined` where it is not set */
export function readEnvironment(
  read: (name: "DASHSCOPE_API_KEY" | "DASHSCOPE_BASE_URL") => string | undefined,
  region: Region | undefined,
): Environment {
  const named = region === undefined ? read("DASHSCOPE_BASE_URL") : undefined;
  return { baseURL: named || modelStudio({ region: region ?? "beijing" }).baseURL, apiKey: read("DASHSCOPE_API_KEY") };
}
