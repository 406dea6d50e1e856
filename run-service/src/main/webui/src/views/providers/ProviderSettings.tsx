import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import { providers as words } from "@/words/providers";
import { credentialText } from "./credential";
import type { Provider } from "./draft";
import css from "./Providers.module.css";

/** The record as it stands, without its secret. */
export function ProviderSettings({ provider }: { provider: Provider }) {
  return (
    <section className={css.card}>
      <Title order={2} mb="xs">
        {words.settings}
      </Title>
      <dl className={css.terms}>
        <Term name="kind">
          <span className="mono">{provider.kind}</span>
        </Term>
        <Term name="base_url">
          {provider.base_url ? (
            <span className="mono">{visibleText(provider.base_url)}</span>
          ) : (
            words.ownAddress
          )}
        </Term>
        <Term name="credential">{credentialText(provider)}</Term>
        <Json name="limits" value={provider.limits} />
        <Json name="timeouts" value={provider.timeouts} />
        <Json name="retry" value={provider.retry} />
        <Json name="headers" value={provider.headers} />
        <Json name="options" value={provider.options} />
        <Term name="changed">
          <Ago at={provider.updated_at} />
        </Term>
      </dl>
    </section>
  );
}

function Term({ name, children }: { name: keyof typeof words.terms; children: ReactNode }) {
  return (
    <>
      <dt>{words.terms[name]}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Json({ name, value }: { name: keyof typeof words.terms; value: unknown }) {
  if (value === undefined || value === null) return null;
  if (Object.keys(value).length === 0) return null;
  return (
    <Term name={name}>
      <span className="mono">{visibleText(JSON.stringify(value))}</span>
    </Term>
  );
}
