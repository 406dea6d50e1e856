package dev.assay.run.traffic.requests;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that production did, as it is logged: a request to a model or an execution of an agent.
 * A null means: not known.
 *
 * @param id the caller's own; the same id again changes nothing, but completes an incomplete one
 * @param skill that was used, by name
 * @param skillVersion of the skill
 * @param agent that worked, by name or id
 * @param agentVersion of the agent
 * @param domain of a request, such as {@code document.invoice}
 * @param feature of the product that asked
 * @param provider of the model
 * @param model the provider's name of it
 * @param input what was asked: text, messages or an object
 * @param response what was answered: text or JSON
 * @param status completed when there is a response, failed when there is an error, unless given
 * @param error why there is no answer
 * @param latencyMs how long it took, in milliseconds
 * @param tokens that it used
 * @param cost in the currency of the prices
 * @param at when it was answered; now, when not given
 * @param session in which it happened
 * @param environment such as {@code prod}
 * @param traceId of a trace elsewhere
 * @param metadata anything else
 */
@Schema(
    name = "TrafficRecord",
    examples =
        """
        {"id": "req-1", "skill": "invoice-extraction", "skill_version": "3", "model": "gpt-x",
         "input": "Invoice 17 …", "response": {"total": 119.0, "currency": "EUR"},
         "latency_ms": 840, "tokens": {"input": 512, "output": 48}, "at": "2026-11-01T10:00:00Z"}
        """)
public record TrafficRecord(
    String id,
    String skill,
    String skillVersion,
    String agent,
    String agentVersion,
    String domain,
    String feature,
    String provider,
    String model,
    @Schema(implementation = Object.class) JsonNode input,
    @Schema(implementation = Object.class) JsonNode response,
    TrafficStatus status,
    String error,
    Long latencyMs,
    Tokens tokens,
    Double cost,
    OffsetDateTime at,
    String session,
    String environment,
    String traceId,
    @Schema(ref = "JsonObject") JsonNode metadata) {

  /**
   * Tokens of a request.
   *
   * @param input those of the prompt, cached ones included
   * @param cached of those, read from the provider's cache
   * @param output those of the answer, reasoning included
   */
  @Schema(name = "TrafficTokens")
  public record Tokens(Long input, Long cached, Long output) {
    private Tokens or(Tokens other) {
      return other == null
          ? this
          : new Tokens(
              known(input, other.input), known(cached, other.cached), known(output, other.output));
    }
  }

  /**
   * The same, with what it does not know and an incomplete report of the same id did. How it ended
   * it says alone.
   */
  TrafficRecord completing(TrafficRecord begun) {
    return new TrafficRecord(
        id,
        known(skill, begun.skill),
        known(skillVersion, begun.skillVersion),
        known(agent, begun.agent),
        known(agentVersion, begun.agentVersion),
        known(domain, begun.domain),
        known(feature, begun.feature),
        known(provider, begun.provider),
        known(model, begun.model),
        known(input, begun.input),
        response,
        status,
        error,
        known(latencyMs, begun.latencyMs),
        tokens == null ? begun.tokens : tokens.or(begun.tokens),
        known(cost, begun.cost),
        at,
        known(session, begun.session),
        known(environment, begun.environment),
        known(traceId, begun.traceId),
        known(metadata, begun.metadata));
  }

  /** The first of them that says something; a JSON null says as much as nothing. */
  private static <T> T known(T value, T other) {
    return value == null || (value instanceof JsonNode json && json.isNull()) ? other : value;
  }
}
