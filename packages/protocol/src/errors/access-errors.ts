import type { ErrorRow } from "../error-row.ts";

export type AccessErrorCode =
  | "missing_api_key"
  | "plan_key_mismatch"
  | "invalid_api_key"
  | "not_authorized"
  | "free_tier_exhausted"
  | "access_denied"
  | "model_not_found"
  | "model_not_supported"
  | "not_found"
  | "method_not_allowed"
  | "arrears"
  | "billing_suspended";

/** Failures of the key, the account and the address. */
export const accessErrors: { readonly [Code in AccessErrorCode]: ErrorRow } = {
  missing_api_key: {
    status: 401,
    retryable: false,
    // Recorded with `code: null`: only the sentence tells.
    match: [{ message: /didn't provide an API key/i }],
    summary: "The request carried no API key.",
    remedy: "Set DASHSCOPE_API_KEY, or pass `apiKey` to createClient.",
  },
  plan_key_mismatch: {
    status: 401,
    retryable: false,
    match: [{ message: /invalid access token or token expired/i }],
    summary: "The key does not belong to this base URL.",
    remedy: "An sk-sp- key works only with its plan's base URL: pass `plan`, or use another key.",
  },
  invalid_api_key: {
    status: 401,
    retryable: false,
    match: [
      { codes: ["invalid_api_key", "InvalidApiKey"] },
      { message: /(incorrect|invalid) api[- ]key provided/i },
      { status: 401 },
    ],
    summary: "The API key was refused.",
    remedy: "Check the key and the region: a key works only in the region that issued it.",
  },
  not_authorized: {
    status: 401,
    retryable: false,
    match: [{ codes: ["NOT AUTHORIZED"] }, { message: /not authorized to access this workspace/i }],
    summary: "The key may not use this workspace.",
    remedy: "Ask the workspace's owner for access, or use a key of that workspace.",
  },
  free_tier_exhausted: {
    status: 403,
    retryable: false,
    match: [
      { codes: ["AllocationQuota.FreeTierOnly"] },
      { status: 403, codes: ["insufficient_quota"] },
      { message: /free (tier|allocated quota).*(exhausted|exceeded)/i },
    ],
    summary: "The model's free quota is used up.",
    remedy: "Turn on paid use for the model in the console, or choose another model.",
  },
  access_denied: {
    status: 403,
    retryable: false,
    match: [
      {
        codes: [
          "access_denied",
          "AccessDenied",
          "AccessDenied.Unpurchased",
          "Model.AccessDenied",
          "Workspace.AccessDenied",
          "Endpoint.AccessDenied",
          "App.AccessDenied",
        ],
      },
      { status: 403 },
    ],
    summary: "The key may not use this model.",
    remedy: "Enable the model for the workspace, and check its name: a retired snapshot answers so too.",
  },
  model_not_found: {
    status: 404,
    retryable: false,
    match: [
      { codes: ["model_not_found", "ModelNotFound"] },
      { message: /model `?[^`]*`? ?does not exist|model not exist|model can not be found/i },
    ],
    summary: "There is no such model here.",
    remedy: "Names are exact and case-sensitive (qwen-plus, not Qwen/…); client.models.list() shows what the key sees.",
  },
  model_not_supported: {
    status: 404,
    retryable: false,
    match: [{ codes: ["model_not_supported"] }, { message: /unsupported model .* for openai compatib/i }],
    summary: "The OpenAI-compatible interface does not offer this model.",
    remedy: "Choose a model of the compatible list.",
  },
  not_found: {
    status: 404,
    retryable: false,
    match: [{ codes: ["NotFound", "WorkSpaceNotFound"] }, { message: /url error, please check url/i }, { status: 404 }],
    summary: "There is nothing at this address.",
    remedy: "Check the base URL: it ends in /compatible-mode/v1, without /chat/completions.",
  },
  method_not_allowed: {
    status: 405,
    retryable: false,
    match: [{ message: /request method '.*' is not supported/i }, { status: 405 }],
    summary: "The address does not take this HTTP method.",
    remedy: "chat/completions takes POST, models takes GET.",
  },
  arrears: {
    status: 400,
    retryable: false,
    match: [{ codes: ["Arrearage"] }, { message: /make sure your account is in good standing/i }],
    summary: "The account is in arrears.",
    remedy: "Settle the bill in the console; the key works again afterwards.",
  },
  billing_suspended: {
    status: 429,
    retryable: false,
    match: [{ codes: ["CommodityNotPurchased", "PrepaidBillOverdue", "PostpaidBillOverdue", "BudgetLimitExceeded"] }],
    summary: "Billing stops the account: not bought, overdue or over budget.",
    remedy: "Settle it in the console. Waiting does not help, although the status is 429.",
  },
};
