/** An error in words of your own, as the service would put it. */
export type ApiError = {
  /** HTTP status, used while nothing has been sent. */
  status: number;
  /** The service's code; `null` where it gives none. */
  code: string | null;
  message: string;
  /** Default: the code, or `invalid_request_error`. */
  type?: string;
  param?: string | null;
};
