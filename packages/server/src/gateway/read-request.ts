import { checkRequest, decodeExactJson } from "@qwire/protocol";
import type { ChatRequest, RequestIssue } from "@qwire/protocol";
import type { ApiError } from "../http/api-error.ts";
import type { Exchange } from "../http/exchange.ts";
import { parseJsonObject } from "../http/parse-json-object.ts";
import { readBody } from "../http/read-body.ts";
import { isServiceErrorName, serviceError, serviceErrorSaying } from "../http/service-errors.ts";
import type { Deadlines } from "./deadlines.ts";
import { tooLarge, unknownParameter, wrongContentType } from "./gateway-errors.ts";
import type { GatewaySettings } from "./settings.ts";

/** A request that may be asked, or why it may not. */
export type ReadRequest = { request: ChatRequest } | { error: ApiError };

type Limits = Pick<GatewaySettings<unknown>, "allow" | "maxBodyBytes" | "models">;

/**
 * Reads a chat request and checks it: form, parameters, model, and what is wrong for every model. What is given back is
 * what was checked, and is written anew for the service: no second reading of the same text can find another request in it.
 *
 * @throws what the connection does, or the deadlines
 */
export async function readRequest(
  { header, body }: Exchange,
  deadlines: Deadlines,
  { allow, maxBodyBytes, models }: Limits,
): Promise<ReadRequest> {
  const type = header("content-type");
  if (type === undefined || !/\bjson\b/i.test(type)) return { error: wrongContentType(type) };
  if (Number(header("content-length") ?? 0) > maxBodyBytes) return { error: tooLarge(maxBodyBytes) };
  const text = await deadlines.within("read", readBody(body, maxBodyBytes));
  if (typeof text !== "string") return { error: tooLarge(maxBodyBytes) };
  const json = parseJsonObject(text, decodeExactJson);
  if ("error" in json) return json;
  const { fields } = json;
  const unknown = Object.keys(fields).find((name) => !allow.has(name));
  if (unknown !== undefined) return { error: unknownParameter(unknown) };
  const issue = checkRequest(fields, { onlyErrors: true }).find(({ severity }) => severity === "error");
  if (issue !== undefined) return { error: toError(issue) };
  // Boundary: no rule and no schema had anything to say against it.
  const request = fields as ChatRequest;
  if (!models.includes(request.model)) return { error: serviceError("model_not_found", { model: request.model }) };
  return { request };
}

function toError({ refusedAs, sentence, path }: RequestIssue): ApiError {
  const name = isServiceErrorName(refusedAs) ? refusedAs : "invalid_request";
  return { ...serviceErrorSaying(name, sentence), param: typeof path[0] === "string" ? path[0] : null };
}
