import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { partWords as words } from "@/words/parts";
import { bounded, FIRST_SHOWN, safeHref } from "./bounded";
import css from "./Text.module.css";
import { visibleText } from "./visible";

/**
 * A text as Markdown: HTML in it is text, images are named and never loaded, links say where they
 * lead and lead nowhere else. A chunk of its own.
 */
export default function MarkdownText({ text }: { text: string }) {
  return (
    <div className={css.markdown} dir="auto">
      <Markdown
        remarkPlugins={[remarkGfm]}
        urlTransform={(url) => safeHref(url) ?? ""}
        components={{
          a: ({ href, children }) => <Link href={href}>{children}</Link>,
          img: ({ alt }) => <span className={css.target}>{words.noImage(alt ?? "")}</span>,
          input: ({ checked }) => <span aria-hidden>{checked ? "☑ " : "☐ "}</span>,
        }}
      >
        {visibleText(bounded(text, FIRST_SHOWN * 5).text)}
      </Markdown>
    </div>
  );
}

function Link({ href, children }: { href?: string; children?: React.ReactNode }) {
  const target = safeHref(href);
  if (target === null) return <span title={words.noLink}>{children}</span>;
  return (
    <>
      <a href={target} target="_blank" rel="noreferrer noopener" title={words.linkTo(target)}>
        {children}
      </a>{" "}
      <span className={css.target}>({target})</span>
    </>
  );
}
