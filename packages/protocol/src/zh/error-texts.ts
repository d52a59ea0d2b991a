import type { ErrorCode } from "../error-codes.ts";

type Texts = { readonly summary: string; readonly remedy: string };

/** `summary` and `remedy` of every row of `errorCodes`. */
export const errorTexts: { readonly [Code in ErrorCode]: Texts } = {
  missing_api_key: {
    summary: "请求没有带 API Key。",
    remedy: "设置环境变量 DASHSCOPE_API_KEY,或把 apiKey 传给 createClient。",
  },
  plan_key_mismatch: {
    summary: "API Key 与接入地址不匹配。",
    remedy: "sk-sp- 开头的 Key 只能用于对应套餐的地址:请传入 plan,或改用按量付费的 Key。",
  },
  invalid_api_key: { summary: "API Key 不正确。", remedy: "请检查 Key 和地域:Key 只在签发它的地域有效。" },
  not_authorized: {
    summary: "该 Key 无权访问此业务空间。",
    remedy: "请向业务空间的所有者申请权限,或使用该空间的 Key。",
  },
  free_tier_exhausted: { summary: "模型的免费额度已用完。", remedy: "请在控制台为该模型开启付费,或换用其他模型。" },
  access_denied: {
    summary: "该 Key 无权使用此模型。",
    remedy: "请在业务空间中开通该模型;已下线的快照也会这样报错,请核对模型名称。",
  },
  model_not_found: {
    summary: "没有这个模型。",
    remedy: "模型名称区分大小写且必须完全一致(写 qwen-plus,不写 Qwen/…);client.models.list() 可列出 Key 能看到的模型。",
  },
  model_not_supported: { summary: "该模型不支持 OpenAI 兼容接口。", remedy: "请在兼容接口的模型列表中选择。" },
  not_found: {
    summary: "这个地址下没有内容。",
    remedy: "请检查接入地址:以 /compatible-mode/v1 结尾,不含 /chat/completions。",
  },
  method_not_allowed: { summary: "该地址不支持此 HTTP 方法。", remedy: "chat/completions 用 POST,models 用 GET。" },
  arrears: { summary: "账户欠费。", remedy: "请在控制台结清账单,之后 Key 即可恢复使用。" },
  billing_suspended: {
    summary: "计费原因导致停用:未购买、账单逾期或超出预算。",
    remedy: "请在控制台处理。虽然状态码是 429,等待并无帮助。",
  },
  content_rejected: { summary: "输入或输出未通过内容审核。", remedy: "请修改输入;原样重发会得到同样的结果。" },
  stream_required: {
    summary: "该模型只支持流式请求。",
    remedy: "请设置 stream: true,或使用 create(),它会在内部改用流式。",
  },
  thinking_needs_stream: {
    summary: "该模型只能在流式请求中思考。",
    remedy: "请设置 stream: true,或 enable_thinking: false。",
  },
  thinking_required: { summary: "该模型始终思考。", remedy: "请去掉 enable_thinking。" },
  tool_choice_rejected: {
    summary: "该模型不接受这个 tool_choice,或思考时不接受。",
    remedy: '请使用 "auto" 或 "none",或设置 enable_thinking: false。',
  },
  context_length_exceeded: {
    summary: "消息超出模型的上下文长度。",
    remedy: "请缩短历史,或换用上下文更长的模型;报错信息中写有上限。",
  },
  max_tokens_out_of_range: {
    summary: "max_tokens 超出模型的输出上限。",
    remedy: "请降到报错信息中写的上限,或去掉 max_tokens。",
  },
  tool_history_invalid: {
    summary: "messages 中的工具调用与工具结果对不上。",
    remedy: "每个工具调用都要紧跟一条 tool 消息,用 tool_call_id 对应。",
  },
  response_format_rejected: {
    summary: "该模型在此不接受这个 response_format。",
    remedy: "json_object 要求消息中出现 JSON 一词;json_schema 与思考模式是否可用取决于模型。",
  },
  feature_not_supported: { summary: "该模型不具备请求中的某项功能。", remedy: "请去掉该功能,或换用支持它的模型。" },
  media_timeout: { summary: "服务端未能及时下载媒体文件。", remedy: "请把文件放到离地域更近的地方,或用 base64 发送。" },
  request_too_large: { summary: "请求体过大。", remedy: "请用 URL 代替 base64 发送媒体,或减少内容。" },
  quota_throttled: { summary: "每分钟 token 数超出账户限额。", remedy: "请等待约一分钟,减少单次用量,或申请提高限额。" },
  burst_limited: { summary: "请求速率上升过快。", remedy: "请逐步提高速率。" },
  rate_limited: { summary: "请求数超出账户限额。", remedy: "请等待并降低并发;限额按账户和模型计算,所有 Key 共用。" },
  model_output_invalid: {
    summary: "服务端无法解析模型的输出或请求中的消息。",
    remedy: "请确认最后一条消息来自用户或工具;否则请换一种说法。",
  },
  service_timeout: {
    summary: "模型用时超过服务端的等待上限(非流式为 300 秒)。",
    remedy: "请改用流式,或减少单次任务量。",
  },
  service_overloaded: { summary: "服务端负载过高。", remedy: "请稍后重试。" },
  internal_error: { summary: "服务端出错。", remedy: "请重试;若持续出现,请把 request id 反馈给服务方。" },
  invalid_request: { summary: "服务端拒绝了请求。", remedy: "报错信息指出了字段,请对照参数说明。" },
  service_error: { summary: "服务端返回了表中没有的错误。", remedy: "请阅读报错信息;request id 有助于服务方排查。" },
  connection_failed: { summary: "无法连接服务器,或在回复开始前连接中断。", remedy: "请检查接入地址、网络和代理。" },
  aborted: { summary: "调用方主动中止。", remedy: "无需处理;partial 中是已收到的内容。" },
  headers_timeout: { summary: "服务器未及时开始回复。", remedy: "请调大 timeouts.headersMs,或改用流式。" },
  first_event_timeout: {
    summary: "流已打开,但首个事件未及时到达。",
    remedy: "请调大 timeouts.firstEventMs;思考模型可能长时间没有输出。",
  },
  idle_timeout: { summary: "流中途没有动静。", remedy: "请调大 timeouts.idleMs,或重新发送;partial 中是已收到的内容。" },
  total_timeout: { summary: "整个调用超过允许的时间。", remedy: "请调大 timeouts.totalMs;partial 中是已收到的内容。" },
  stream_cut: { summary: "模型还没写完,流就断了。", remedy: "请重新发送;partial 中是已收到的内容。" },
  invalid_reply: {
    summary: "服务器返回的不是对话回复。",
    remedy: "请检查接入地址;可能是代理或拦截页面代替服务作了回答。",
  },
  event_too_large: { summary: "流中某个事件超过允许的大小。", remedy: "若属正常,请调大 limits.maxEventBytes。" },
  reply_not_kept: {
    summary: "回复太长,逐块或逐段读取时没有全部保留。",
    remedy: "请改为遍历事件,或在读取时自行保存,或调大 limits.maxKeptText。",
  },
  output_invalid: {
    summary: "回答不是所要求的 schema 的 JSON。",
    remedy: "原文见 `partial`,schema 发现的问题见 `outputIssues`;可再次请求,或换一个模型。",
  },
  tool_call_truncated: {
    summary: "回复在工具调用的参数中间结束,工具没有执行。",
    remedy: "请调大 max_tokens,或重新发送;partial 中是已收到的内容。",
  },
  tool_calls_missing: { summary: "回复声称有工具调用,却没有给出。", remedy: "请重新发送。" },
  tool_call_repeated: {
    summary: "模型第三次发出同一个失败的工具调用,该调用没有执行。",
    remedy: "请查看 run.messages 里该工具的错误。",
  },
  hook_failed: {
    summary:
      "交给这次调用的函数抛出了错误:middleware、countTokens、onError、needsApproval、prepareStep、repairArguments 或 stopWhen。",
    remedy: "原因见错误的 cause;已完成的部分在 run 中。",
  },
  run_state_rejected: {
    summary: "无法接续这次暂停的运行的状态。",
    remedy: "请把暂停时的状态原样交给 resume(),并使用同一个 stateKey。",
  },
};
