import { defaultQuestion } from "./read-options.ts";

export const helpText = `Chat with Qwen in the terminal, with two tools: the current time and the weather.

  pnpm start                      plays 「${defaultQuestion}」
  pnpm start "your question"      asks that instead

Without a key it talks to an emulator in this process: no network, no bill. With DASHSCOPE_API_KEY set it talks to
Alibaba Cloud Model Studio.

  -m, --model NAME  model to ask (default qwen-plus)
  --region NAME     where your key was issued: beijing (default), singapore, virginia, hongkong
  --base-url URL    another address of the compatible interface, instead of --region
  -h, --help        this text

Environment: DASHSCOPE_API_KEY, DASHSCOPE_BASE_URL. Ctrl-C stops an answer, twice leaves; so does Ctrl-D.
`;
