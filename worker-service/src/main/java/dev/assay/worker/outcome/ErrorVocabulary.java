package dev.assay.worker.outcome;

import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.kind.ProviderError;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the names of errors mean. Only whole names count, never words in a message. */
final class ErrorVocabulary {
  private static final Map<String, OutcomeClass> MEANING = new HashMap<>();

  static {
    say(
        OutcomeClass.QUOTA,
        "insufficient_quota",
        "billing_hard_limit_reached",
        "billing_not_active",
        "billing_error",
        "daily_quota_exceeded",
        "quota_exceeded",
        "insufficient_balance",
        "insufficient_credits",
        "insufficient_credit",
        "insufficient_funds",
        "insufficient_user_quota",
        "exceeded_current_quota_error",
        "budget_exceeded",
        "spending_limit_reached",
        "credits_exhausted",
        "arrearage",
        "payment_required");
    say(
        OutcomeClass.AUTH,
        "invalid_api_key",
        "incorrect_api_key",
        "authentication_error",
        "invalid_authentication",
        "unauthorized",
        "permission_error",
        "permission_denied",
        "account_deactivated",
        "unsupported_country_region_territory",
        "unauthenticated",
        "api_key_invalid");
    say(
        OutcomeClass.RATE_LIMITED,
        "rate_limit_exceeded",
        "rate_limit_error",
        "rate_limit_reached_error",
        "too_many_requests",
        "resource_exhausted");
    say(
        OutcomeClass.OVERLOADED,
        "overloaded_error",
        "overloaded",
        "engine_overloaded",
        "engine_overloaded_error",
        "server_overloaded",
        "model_overloaded",
        "capacity_exceeded",
        "slow_down",
        "unavailable");
    say(
        OutcomeClass.CONTENT_FILTER,
        "content_filter",
        "content_filter_error",
        "content_policy_violation",
        "image_content_policy_violation",
        "moderation_blocked",
        "responsibleaipolicyviolation");
    say(
        OutcomeClass.INVALID,
        "invalid_request_error",
        "invalid_request",
        "invalid_value",
        "invalid_argument",
        "failed_precondition",
        "out_of_range",
        "invalid_prompt",
        "invalid_image",
        "invalid_image_format",
        "invalid_image_url",
        "invalid_base64_image",
        "image_parse_error",
        "image_too_large",
        "image_too_small",
        "unsupported_image_media_type",
        "failed_to_download_image",
        "unsupported_parameter",
        "unsupported_value",
        "context_length_exceeded",
        "string_above_max_length",
        "request_too_large",
        "model_not_found",
        "not_found_error",
        "not_found");
    say(
        OutcomeClass.TRANSIENT,
        "server_error",
        "api_error",
        "internal",
        "internal_error",
        "deadline_exceeded",
        "aborted",
        "cancelled",
        "internal_server_error",
        "service_unavailable",
        "bad_gateway",
        "timeout",
        "timeout_error");
    sayOfAmazon();
  }

  /** Exceptions of Amazon Bedrock, by the header of an error or inside a stream. */
  private static void sayOfAmazon() {
    say(OutcomeClass.QUOTA, "servicequotaexceededexception");
    say(
        OutcomeClass.AUTH,
        "accessdeniedexception",
        "expiredtokenexception",
        "incompletesignatureexception",
        "invalidsignatureexception",
        "missingauthenticationtokenexception",
        "signaturedoesnotmatch",
        "unrecognizedclientexception");
    say(OutcomeClass.RATE_LIMITED, "throttlingexception", "toomanyrequestsexception");
    say(OutcomeClass.OVERLOADED, "serviceunavailableexception", "modelnotreadyexception");
    say(OutcomeClass.INVALID, "validationexception", "resourcenotfoundexception");
    say(
        OutcomeClass.TRANSIENT,
        "internalserverexception",
        "internalfailure",
        "modelerrorexception",
        "modelstreamerrorexception",
        "modeltimeoutexception");
  }

  private ErrorVocabulary() {}

  private static void say(OutcomeClass meaning, String... names) {
    for (String name : names) {
      MEANING.put(name, meaning);
    }
  }

  /** The code says more than the type; null when neither is known. */
  static OutcomeClass meaning(ProviderError error) {
    OutcomeClass byCode = lookup(error.code());
    return byCode != null ? byCode : lookup(error.type());
  }

  private static OutcomeClass lookup(String name) {
    return name == null ? null : MEANING.get(name.toLowerCase(Locale.ROOT));
  }
}
