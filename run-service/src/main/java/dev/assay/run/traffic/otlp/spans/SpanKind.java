package dev.assay.run.traffic.otlp.spans;

import java.util.Locale;

/** What was done in a span. */
public enum SpanKind {
  /** One call of a model. */
  LLM,
  /** Documents were looked for. */
  RETRIEVER,
  /** A tool ran. */
  TOOL,
  /** An agent worked: calls of models and tools lie below. */
  AGENT,
  /** A step that holds others together. */
  CHAIN,
  /** Anything else, such as an embedding or a request over HTTP. */
  OTHER;

  /** As it stands on the wire and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
