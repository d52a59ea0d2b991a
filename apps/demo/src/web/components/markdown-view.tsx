import { memo, useRef } from "react";
import type { ComponentProps } from "react";
import Markdown from "react-markdown";
import rehypeHighlight from "rehype-highlight";
import remarkGfm from "remark-gfm";
import { useWords } from "../words/use-words.ts";
import { CopyButton } from "./copy-button.tsx";

const remarkPlugins = [remarkGfm];
const rehypePlugins = [rehypeHighlight];
const components = { a: OutsideLink, img: NoImage, pre: CodeBlock, table: WideTable };

/** Markdown as elements: HTML in it stays text, and nothing is fetched from elsewhere. */
export const MarkdownView = memo(function MarkdownView({ text, isGrowing }: { text: string; isGrowing: boolean }) {
  return (
    <div className="markdown" data-growing={isGrowing}>
      <Markdown remarkPlugins={remarkPlugins} rehypePlugins={rehypePlugins} components={components}>
        {text}
      </Markdown>
    </div>
  );
});

function OutsideLink({ href, children }: ComponentProps<"a">) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** A picture would tell its server who reads here: its address is shown instead. */
function NoImage({ src, alt }: ComponentProps<"img">) {
  return <OutsideLink href={typeof src === "string" ? src : undefined}>{alt || String(src ?? "")}</OutsideLink>;
}

function CodeBlock({ children }: ComponentProps<"pre">) {
  const words = useWords();
  const block = useRef<HTMLPreElement>(null);
  return (
    <div className="code-block">
      <CopyButton getText={() => block.current?.textContent ?? ""} label={words.copyCode} />
      {/* Wide code scrolls, and must do so by keyboard. */}
      <pre ref={block} tabIndex={0}>
        {children}
      </pre>
    </div>
  );
}

function WideTable({ children }: ComponentProps<"table">) {
  return (
    <div className="wide-table">
      <table>{children}</table>
    </div>
  );
}
