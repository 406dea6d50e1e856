import { Badge, Group, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { DatasetAsset, DatasetItem } from "@/api/items";
import { Value } from "@/parts/Value";
import { visibleText } from "@/parts/text/visible";
import { datasets as words } from "@/words/datasets";
import { messagesOf, passagesOf, toolsOf } from "./itemParts";
import css from "./Datasets.module.css";

/** Everything of an item, field by field. */
export function ItemView({ item }: { item: DatasetItem }) {
  const { fields } = words.one;
  const messages = messagesOf(item.input);
  const passages = passagesOf(item.context);
  const tools = toolsOf(item);
  return (
    <Stack gap="md">
      {(item.section || item.label) && (
        <Group gap={6}>
          {[item.section, item.label].map(
            (text) =>
              text && (
                <Badge key={text} variant="default" tt="none" fw={400}>
                  {visibleText(text)}
                </Badge>
              ),
          )}
        </Group>
      )}
      <Part title={fields.input}>
        {messages
          ? messages.map((message, i) => (
              <div key={i}>
                <span className="quiet">{message.role}</span>
                <Value value={message.content} label={message.role} />
              </div>
            ))
          : [<Value key="input" value={item.input} label={fields.input} />]}
      </Part>
      {(item.assets ?? []).length > 0 && (
        <Part title={fields.assets}>
          {(item.assets ?? []).map((asset, i) => (
            <Asset key={i} asset={asset} n={i + 1} />
          ))}
        </Part>
      )}
      {item.expected !== undefined && (
        <Part title={fields.expected}>
          <Value value={item.expected} label={fields.expected} />
        </Part>
      )}
      {item.choices !== undefined && (
        <Part title={fields.choices}>
          <ol>
            {item.choices.map((choice, i) => (
              <li key={i} className="mono">
                {visibleText(typeof choice === "string" ? choice : JSON.stringify(choice))}
              </li>
            ))}
          </ol>
        </Part>
      )}
      {passages.length > 0 && (
        <Part title={fields.context}>
          {passages.map((passage, i) => (
            <Value key={i} value={passage} label={words.one.passage(i + 1)} />
          ))}
        </Part>
      )}
      {tools !== undefined && (
        <Part title={fields.tools}>
          <Value value={tools} label={fields.tools} />
        </Part>
      )}
      {item.criteria !== undefined && (
        <Part title={fields.criteria}>
          <Value value={item.criteria} label={fields.criteria} />
        </Part>
      )}
      {item.extra !== undefined && (
        <Part title={fields.extra}>
          <Value value={item.extra} label={fields.extra} />
        </Part>
      )}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} mb={4}>
        {title}
      </Title>
      <Stack gap={6}>{children}</Stack>
    </section>
  );
}

/** An asset of our store is shown; what lies elsewhere is only named. */
function Asset({ asset, n }: { asset: DatasetAsset; n: number }) {
  const name = words.one.asset(asset.kind ?? "file", n);
  if (asset.ref) {
    const at = `/v1/assets/${encodeURIComponent(asset.ref)}`;
    return (
      <div>
        {asset.kind === "image" && (
          <img src={at} alt={name} className={css.image} loading="lazy" decoding="async" />
        )}
        <a href={at} download>
          {words.one.download} {name}
        </a>
      </div>
    );
  }
  if (asset.url) {
    return (
      <p>
        {words.one.remote} <span className="mono">{visibleText(asset.url)}</span>
      </p>
    );
  }
  return <p className="quiet">{words.one.embedded}</p>;
}
