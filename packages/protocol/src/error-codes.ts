import { accessErrors } from "./errors/access-errors.ts";
import type { AccessErrorCode } from "./errors/access-errors.ts";
import { clientErrors } from "./errors/client-errors.ts";
import type { ClientErrorCode } from "./errors/client-errors.ts";
import { requestErrors } from "./errors/request-errors.ts";
import type { RequestErrorCode } from "./errors/request-errors.ts";
import { serviceErrors } from "./errors/service-errors.ts";
import type { ServiceErrorCode } from "./errors/service-errors.ts";
import type { ErrorRow } from "./error-row.ts";

/** Names of all failures, the service's and the client's. */
export type ErrorCode = AccessErrorCode | RequestErrorCode | ServiceErrorCode | ClientErrorCode;

/**
 * THE table of failures: client, server and docs read the same rows. `classifyError` takes the first row that matches,
 * top to bottom, so the telling rows stand above the general ones.
 *
 * Sources: status table and error sample of both documents, the error pages of 2025 and 2026, recorded bodies.
 */
export const errorCodes: { readonly [Code in ErrorCode]: ErrorRow } = {
  ...accessErrors,
  ...requestErrors,
  ...serviceErrors,
  ...clientErrors,
};
