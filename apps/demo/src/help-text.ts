import { defaultQuestion } from "./read-options.ts";

export const helpText = `Chat with Qwen in the terminal and in a browser, with two tools: the current time and the weather.

  pnpm start                      plays 「${defaultQuestion}」
  pnpm start "your question"      asks that instead

Without a key it talks to an emulator in this process: no network, no bill. With DASHSCOPE_API_KEY set it talks to
Alibaba Cloud Model Studio. The web page is built when it is first needed and served on this machine alone; the printed
link lets one browser in, once.

  -m, --model NAME  model to ask (default qwen-plus)
  --region NAME     where your key was issued: beijing (default), singapore, virginia, hongkong
  --base-url URL    another address of the compatible interface, instead of --region
  --serve           serve the web page where there is no terminal, too, until Ctrl-C
  --port NUMBER     where to serve it (default 8788, or a free one where that is taken)
  --built           serve the page as it was built before, however old
  -h, --help        this text

Environment: DASHSCOPE_API_KEY, DASHSCOPE_BASE_URL. Ctrl-C stops an answer, twice leaves; so does Ctrl-D.
`;
