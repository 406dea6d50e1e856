package dev.assay.worker.kind.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.parts.Fields;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads {@code google.rpc.Status}: a canonical code, and details that say more. */
final class GeminiErrors {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?s");

  private GeminiErrors() {}

  static ProviderError inside(JsonNode json) {
    return json.hasNonNull("error") ? of(json) : null;
  }

  static ProviderError of(JsonNode body) {
    JsonNode error = body.path("error");
    String reason = Fields.scalar(error.path("code"));
    Long retryAfterMs = null;
    for (JsonNode detail : error.path("details")) {
      String type = detail.path("@type").asText();
      if (type.endsWith("google.rpc.ErrorInfo") && detail.path("reason").isTextual()) {
        reason = detail.get("reason").asText();
      } else if (type.endsWith("google.rpc.RetryInfo")) {
        retryAfterMs = millis(detail.path("retryDelay").asText());
      } else if (type.endsWith("google.rpc.QuotaFailure") && perDay(detail)) {
        reason = "daily_quota_exceeded";
      }
    }
    return new ProviderError(
        Fields.text(error.path("status")),
        reason,
        Fields.text(error.path("message")),
        retryAfterMs);
  }

  /** Ids of quotas are names put together, such as {@code GenerateRequestsPerDayPerProject}. */
  private static boolean perDay(JsonNode failure) {
    for (JsonNode violation : failure.path("violations")) {
      if (violation.path("quotaId").asText().contains("PerDay")) {
        return true;
      }
    }
    return false;
  }

  /** A duration of protobuf; null when it is none. */
  private static Long millis(String duration) {
    if (!SECONDS.matcher(duration).matches()) {
      return null;
    }
    return new BigDecimal(duration.substring(0, duration.length() - 1))
        .movePointRight(3)
        .longValue();
  }
}
