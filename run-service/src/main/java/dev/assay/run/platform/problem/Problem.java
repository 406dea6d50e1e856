package dev.assay.run.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * The body of every refused request (RFC 9457).
 *
 * @param type a stable name of the kind of problem
 * @param title the same for every problem of this kind
 * @param status the HTTP status
 * @param code the stable code
 * @param detail a sentence that says what to do
 * @param violations what is wrong field by field
 */
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "violations"})
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<Violation> violations) {
  /** The media type it is sent as. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String RETRY_AFTER = "2";

  /** A problem that is not about single fields. */
  public static Problem of(ErrorCode code, String detail) {
    return of(code, detail, List.of());
  }

  /** A problem with everything that is wrong. */
  public static Problem of(ErrorCode code, String detail, List<Violation> violations) {
    return new Problem(
        "urn:assay:problem:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        code.title(),
        code.status() == 0 ? 500 : code.status(),
        code.name(),
        detail,
        violations);
  }

  /** From what ended the request. */
  public static Problem of(ProblemException e) {
    return of(e.code(), e.getMessage(), e.violations());
  }

  /** Seconds after which to try again, for what passes by itself; null for what does not. */
  String retryAfter() {
    return status == 503 || status == 429 ? RETRY_AFTER : null;
  }

  /** As JSON text, for answers that are made outside of a resource. */
  public String json() {
    try {
      return Json.strict().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
