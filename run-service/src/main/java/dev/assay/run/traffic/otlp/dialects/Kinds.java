package dev.assay.run.traffic.otlp.dialects;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.traffic.otlp.spans.SpanKind;
import java.util.Locale;
import java.util.Map;

/** Tells what was done from how the dialects call it. */
final class Kinds {
  private static final String VERCEL = "ai.";

  private static final Map<String, SpanKind> WORDS =
      Map.ofEntries(
          entry("llm", SpanKind.LLM),
          entry("chat", SpanKind.LLM),
          entry("completion", SpanKind.LLM),
          entry("text_completion", SpanKind.LLM),
          entry("generate_content", SpanKind.LLM),
          entry("retriever", SpanKind.RETRIEVER),
          entry("retrieval", SpanKind.RETRIEVER),
          entry("reranker", SpanKind.RETRIEVER),
          entry("tool", SpanKind.TOOL),
          entry("execute_tool", SpanKind.TOOL),
          entry("agent", SpanKind.AGENT),
          entry("invoke_agent", SpanKind.AGENT),
          entry("chain", SpanKind.CHAIN),
          entry("workflow", SpanKind.CHAIN),
          entry("invoke_workflow", SpanKind.CHAIN),
          entry("task", SpanKind.CHAIN),
          entry("plan", SpanKind.CHAIN),
          entry("embedding", SpanKind.OTHER),
          entry("embeddings", SpanKind.OTHER),
          entry("rerank", SpanKind.OTHER),
          entry("create_agent", SpanKind.OTHER),
          entry("prompt", SpanKind.OTHER),
          entry("guardrail", SpanKind.OTHER),
          entry("evaluator", SpanKind.OTHER));

  private Kinds() {}

  /** What was done in a span. */
  static SpanKind of(Attributes attributes) {
    for (Source source : Field.KIND.sources()) {
      JsonNode said = source.in(attributes);
      SpanKind kind = said == null ? null : of(source.key(), said.asText());
      if (kind != null) {
        return kind;
      }
    }
    // Some say of a call no more than which model it was, and what was asked.
    return Field.MODEL.in(attributes) != null && Field.INPUT.in(attributes) != null
        ? SpanKind.LLM
        : SpanKind.OTHER;
  }

  private static SpanKind of(String key, String said) {
    if (said.startsWith(VERCEL)) {
      // The function's id follows after a space.
      return vercel(said.split(" ", 2)[0]);
    }
    return key.equals("operation.name") ? null : WORDS.get(said.toLowerCase(Locale.ROOT));
  }

  /** The outer span holds the calls of its steps: counted as one itself it would count twice. */
  private static SpanKind vercel(String operation) {
    if (operation.endsWith(".doGenerate") || operation.endsWith(".doStream")) {
      return SpanKind.LLM;
    }
    return switch (operation) {
      case "ai.generateText", "ai.streamText", "ai.generateObject", "ai.streamObject" ->
          SpanKind.CHAIN;
      case "ai.toolCall" -> SpanKind.TOOL;
      default -> SpanKind.OTHER;
    };
  }

  /** Whether a span is one of Vercel's. */
  static boolean isVercel(Attributes attributes) {
    JsonNode said = attributes.own("ai.operationId");
    return said != null && said.asText().startsWith(VERCEL);
  }
}
