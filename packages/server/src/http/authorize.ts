import type { ApiError } from "./api-error.ts";
import { serviceError } from "./service-errors.ts";

/** Looks at the `Authorization` header. Gives the error to answer with, or `null`. Without `keys` anyone passes. */
export function authorize(header: string | undefined, keys: readonly string[] | undefined): ApiError | null {
  if (keys === undefined) return null;
  const key = /^bearer\s+(\S.*)$/i.exec(header?.trim() ?? "")?.[1]?.trim();
  if (key === undefined) return serviceError("missing_api_key");
  return keys.includes(key) ? null : serviceError("invalid_api_key");
}
