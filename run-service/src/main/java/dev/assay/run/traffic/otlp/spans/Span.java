package dev.assay.run.traffic.otlp.spans;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.traffic.redaction.Redaction;
import dev.assay.run.traffic.requests.TrafficRecord.Tokens;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A span in the one shape that all dialects are read into. A null means: not said.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param parentId the span above, null for the root of the trace
 * @param root whether nothing lies above it in its own process: it has no parent, or one elsewhere
 * @param kind what was done
 * @param name that the instrumentation gave
 * @param start when it began
 * @param end when it was over
 * @param failed whether it ended in an error
 * @param error of what failed
 * @param provider of the model
 * @param model the provider's name of it, of the answer rather than of the request
 * @param responseId the provider's id of the answer
 * @param agent that worked or asked
 * @param prompt that was used, which is a skill's name
 * @param tool that ran
 * @param session or conversation
 * @param environment where it was deployed
 * @param service that reported it
 * @param domain of the request
 * @param feature of the product that asked
 * @param input messages {@code [{role, content, tool_calls?, tool_call_id?}]} of a model, else a
 *     value
 * @param output of a model its text, JSON where the text is an object or an array, or messages
 *     where there is more than text; else a value
 * @param tokens that were used
 * @param cost that the instrumentation computed
 * @param documents that were found
 * @param finishReasons why a model ended, one for each choice
 * @param metadata what the application itself wanted to say
 * @param attributes all the rest that it said
 */
@Schema(name = "Span")
public record Span(
    String traceId,
    String spanId,
    String parentId,
    boolean root,
    SpanKind kind,
    String name,
    OffsetDateTime start,
    OffsetDateTime end,
    boolean failed,
    String error,
    String provider,
    String model,
    String responseId,
    Agent agent,
    Prompt prompt,
    String tool,
    String session,
    String environment,
    String service,
    String domain,
    String feature,
    @Schema(implementation = Object.class) JsonNode input,
    @Schema(implementation = Object.class) JsonNode output,
    Tokens tokens,
    Double cost,
    List<Document> documents,
    List<String> finishReasons,
    @Schema(ref = "JsonObject") JsonNode metadata,
    @Schema(ref = "JsonObject") JsonNode attributes) {

  /** An agent. */
  @Schema(name = "SpanAgent")
  public record Agent(String name, String id, String version) {}

  /** A named prompt. */
  @Schema(name = "SpanPrompt")
  public record Prompt(String name, String version) {}

  /**
   * A document that was found.
   *
   * @param id of it
   * @param score that the retriever gave
   * @param content its text
   * @param metadata anything else
   */
  @Schema(name = "SpanDocument")
  public record Document(
      String id, Double score, String content, @Schema(ref = "JsonObject") JsonNode metadata) {}

  /**
   * The same without what a workspace wants to be taken out of what is stored. Rules for the
   * response of a record are for the output of its span; what only spans have is searched by
   * patterns alone.
   */
  public Span without(Redaction rules) {
    if (rules.empty()) {
      return this;
    }
    Content kept = rules.of(new Content(input, output, error, metadata), Content.class);
    Rest rest = rules.texts(new Rest(documents, attributes), Rest.class);
    return new Span(
        traceId,
        spanId,
        parentId,
        root,
        kind,
        name,
        start,
        end,
        failed,
        kept.error,
        provider,
        model,
        responseId,
        agent,
        prompt,
        tool,
        session,
        environment,
        service,
        domain,
        feature,
        kept.input,
        kept.response,
        tokens,
        cost,
        rest.documents,
        finishReasons,
        kept.metadata,
        rest.attributes);
  }

  /** What may have to be taken out, under the names that rules know. */
  private record Content(JsonNode input, JsonNode response, String error, JsonNode metadata) {}

  /** What only spans have. */
  private record Rest(List<Document> documents, JsonNode attributes) {}

  /** Whether it may stand for an execution: an agent, or a chain that names one. */
  @JsonIgnore
  public boolean mayBeExecution() {
    return kind == SpanKind.AGENT || (kind == SpanKind.CHAIN && root && agent != null);
  }
}
