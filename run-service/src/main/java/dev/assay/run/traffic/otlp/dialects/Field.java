package dev.assay.run.traffic.otlp.dialects;

import static dev.assay.run.traffic.otlp.dialects.Source.at;
import static dev.assay.run.traffic.otlp.dialects.Source.indexed;
import static dev.assay.run.traffic.otlp.dialects.Source.resource;
import static dev.assay.run.traffic.otlp.dialects.Source.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The table of all dialects: what a span may say, and where it stands, the first that is there. In
 * it are {@code gen_ai} of OpenTelemetry up to 1.36, of 1.37 to 1.41 and as it moved since, with
 * what OpenLLMetry made of it; OpenInference; and {@code ai.*} of Vercel's SDK. {@code
 * docs/traffic.md} has the table for people.
 */
enum Field {
  /** What was done: see {@link Kinds}. */
  KIND(
      at("ai.operationId"),
      at("operation.name"),
      at("openinference.span.kind"),
      at("gen_ai.operation.name"),
      at("traceloop.span.kind"),
      at("llm.request.type")),
  /** The provider of the model. */
  PROVIDER(
      at("gen_ai.provider.name"),
      at("gen_ai.system"),
      at("llm.provider"),
      at("llm.system"),
      at("ai.model.provider")),
  /** The model, rather the one that answered than the one that was asked for. */
  MODEL(
      at("gen_ai.response.model"),
      at("llm.model_name"),
      at("ai.response.model"),
      at("gen_ai.request.model"),
      at("ai.model.id")),
  /** The provider's id of the answer. */
  RESPONSE_ID(at("gen_ai.response.id"), at("ai.response.id"), within("output.value", "/id")),
  /** What was asked. */
  INPUT(
      at("gen_ai.input.messages"),
      indexed("llm.input_messages"),
      at("ai.prompt.messages"),
      indexed("gen_ai.prompt"),
      at(SpanEvents.INPUT),
      at("gen_ai.prompt"),
      at("gen_ai.tool.call.arguments"),
      at("ai.toolCall.args"),
      at("gen_ai.retrieval.query.text"),
      at("ai.prompt"),
      at("traceloop.entity.input"),
      at("input.value"),
      at("tool.parameters")),
  /** Instructions of the system that do not stand among the messages. */
  INSTRUCTIONS(at("gen_ai.system_instructions")),
  /** What was answered. */
  OUTPUT(
      at("gen_ai.output.messages"),
      indexed("llm.output_messages"),
      at(SpanEvents.RESPONSE),
      at("ai.response.object"),
      at("ai.response.text"),
      at("ai.result.object"),
      at("ai.result.text"),
      indexed("gen_ai.completion"),
      at(SpanEvents.OUTPUT),
      at("gen_ai.completion"),
      at("gen_ai.tool.call.result"),
      at("ai.toolCall.result"),
      at("traceloop.entity.output"),
      at("output.value")),
  /** Documents that were found. */
  DOCUMENTS(
      at("gen_ai.retrieval.documents"),
      indexed("retrieval.documents"),
      indexed("reranker.output_documents")),
  /** Tokens of the prompt. */
  TOKENS_IN(
      at("gen_ai.usage.input_tokens"),
      at("gen_ai.usage.prompt_tokens"),
      at("llm.token_count.prompt"),
      at("ai.usage.inputTokens"),
      at("ai.usage.promptTokens")),
  /** Those of them that came from the provider's cache. */
  TOKENS_CACHED(
      at("gen_ai.usage.cache_read.input_tokens"),
      at("gen_ai.usage.cache_read_input_tokens"),
      at("llm.token_count.prompt_details.cache_read"),
      at("ai.usage.inputTokenDetails.cacheReadTokens"),
      at("ai.usage.cachedInputTokens")),
  /** Tokens of the answer. */
  TOKENS_OUT(
      at("gen_ai.usage.output_tokens"),
      at("gen_ai.usage.completion_tokens"),
      at("llm.token_count.completion"),
      at("ai.usage.outputTokens"),
      at("ai.usage.completionTokens")),
  /** What it cost. */
  COST(at("gen_ai.usage.cost"), at("llm.cost.total")),
  /** Why the model ended. */
  FINISH(
      at("gen_ai.response.finish_reasons"),
      at("llm.finish_reason"),
      at("ai.response.finishReason"),
      at("ai.finishReason"),
      at("gen_ai.completion.0.finish_reason"),
      at(SpanEvents.FINISH),
      within("gen_ai.output.messages", "/0/finish_reason"),
      within("output.value", "/choices/0/finish_reason")),
  /** The agent's name. */
  AGENT_NAME(at("gen_ai.agent.name"), at("agent.name")),
  /** The agent's id. */
  AGENT_ID(at("gen_ai.agent.id"), at("agent.id")),
  /** The agent's version. */
  AGENT_VERSION(at("gen_ai.agent.version"), at("agent.version")),
  /** The prompt's name: the skill. */
  PROMPT_NAME(
      at("assay.skill"),
      at("gen_ai.prompt.name"),
      at("prompt.name"),
      at("prompt.id"),
      at("traceloop.prompt.key")),
  /** The prompt's version. */
  PROMPT_VERSION(
      at("assay.skill_version"),
      at("gen_ai.prompt.version"),
      at("llm.prompt_template.version"),
      at("traceloop.prompt.version")),
  /** The tool that ran. */
  TOOL(at("gen_ai.tool.name"), at("tool.name"), at("ai.toolCall.name")),
  /** The session or conversation. */
  SESSION(
      at("gen_ai.conversation.id"),
      at("session.id"),
      at("traceloop.association.properties.session_id"),
      at("ai.telemetry.metadata.sessionId")),
  /** What part of the product asked. */
  FEATURE(at("assay.feature"), at("ai.telemetry.functionId")),
  /** What kind of request it was. */
  DOMAIN(at("assay.domain")),
  /** Where it was deployed. */
  ENVIRONMENT(
      at("deployment.environment.name"),
      resource("deployment.environment.name"),
      resource("deployment.environment")),
  /** The service that reports. */
  SERVICE(resource("service.name"));

  private final List<Source> sources;

  Field(Source... sources) {
    this.sources = List.of(sources);
  }

  /** Where it may stand, the most trusted first. */
  List<Source> sources() {
    return sources;
  }

  /** The first place where it stands. */
  Optional<Source> place(Attributes attributes) {
    return sources.stream().filter(source -> source.in(attributes) != null).findFirst();
  }

  /** What a span says; null for nothing. */
  JsonNode in(Attributes attributes) {
    return place(attributes).map(source -> source.in(attributes)).orElse(null);
  }

  /** Whether it is content: then no other place of it is kept beside. */
  boolean isContent() {
    return this == INPUT || this == OUTPUT || this == DOCUMENTS || this == INSTRUCTIONS;
  }

  /** Where what was read of a span stands. */
  static List<Source> read(Attributes attributes) {
    return Arrays.stream(values())
        .flatMap(
            field ->
                field.isContent()
                    ? field.sources.stream()
                    : field.place(attributes).filter(s -> s.pointer().isEmpty()).stream())
        .toList();
  }
}
