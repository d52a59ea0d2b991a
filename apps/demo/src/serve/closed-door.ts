/** What a browser sees that was not let in. */
export const closedDoor = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>qwire demo</title>
<h1>Open the link from the terminal</h1>
<p>This page belongs to whoever started it. The printed link lets one browser in, once; a restart prints a new one.</p>
<p>Just came through the link? <a href="/">Go on</a>.</p>
<h1 lang="zh-CN">请打开终端里打印的链接</h1>
<p lang="zh-CN">本页只供启动者使用:打印的链接只能用一次,重新启动会得到新链接。刚从链接进来?<a href="/">继续</a>。</p>
</html>
`;
