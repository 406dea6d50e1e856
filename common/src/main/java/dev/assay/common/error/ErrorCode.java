package dev.assay.common.error;

/**
 * Every error that a person or a program may meet, by a stable name. {@link #status} is the HTTP
 * status when it ends a request, 0 when it only ever stands on a unit or a score.
 */
public enum ErrorCode {
  // requests
  INVALID_REQUEST(400, "The request is not valid"),
  MALFORMED_JSON(400, "The body is not valid JSON"),
  JSON_TOO_DEEP(422, "The JSON is nested too deeply"),
  UNKNOWN_FIELD(422, "A field is not known"),
  VALIDATION_FAILED(422, "Some fields are not valid"),
  UNAUTHENTICATED(401, "No valid key or session"),
  FORBIDDEN(403, "The key does not have the scope this needs"),
  NOT_FOUND(404, "There is no such thing here"),
  METHOD_NOT_ALLOWED(405, "This path does not know the method"),
  NOT_ACCEPTABLE(406, "This cannot be given in the form asked for"),
  CONFLICT(409, "This clashes with what is already there"),
  ILLEGAL_STATE(409, "The status does not allow this action"),
  IDEMPOTENCY_MISMATCH(409, "The idempotency key was used with another body"),
  GONE(410, "This is over"),
  BODY_TOO_LARGE(413, "The body is too large"),
  ADDRESS_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's type is not supported"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL(500, "Something went wrong here"),
  SCORING_UNAVAILABLE(503, "The scoring-service does not answer"),
  UNAVAILABLE(503, "A part of the system is away"),
  // definitions
  UNKNOWN_SCORER(422, "There is no such scorer"),
  DUPLICATE_SCORER_KEY(422, "Two scorers have the same key"),
  BAD_REGEX(422, "The regular expression is not valid"),
  BAD_THRESHOLD(422, "The threshold is not in 0..1"),
  EMPTY_DATASET(422, "The dataset has no items"),
  UNKNOWN_DATASET(422, "There is no such dataset"),
  UNKNOWN_DATASET_VERSION(422, "There is no such version of the dataset"),
  UNKNOWN_EVALUATION(422, "There is no such evaluation"),
  UNKNOWN_PROVIDER(422, "There is no such provider"),
  UNKNOWN_SKILL(422, "There is no such skill"),
  BAD_TEMPLATE(422, "The prompt template is not valid"),
  BAD_LINES(422, "Some lines could not be read"),
  EGRESS_REFUSED(422, "The address may not be called"),
  CREDENTIAL_REQUIRED(422, "The credential must be given again"),
  // units
  PROVIDER_RATE_LIMITED(0, "The provider limited the rate until the attempts were used up"),
  PROVIDER_OVERLOADED(0, "The provider was overloaded until the attempts were used up"),
  PROVIDER_UNREACHABLE(0, "The provider could not be reached"),
  PROVIDER_ERROR(0, "The provider failed"),
  PROVIDER_NONSENSE(0, "The provider's answer could not be read"),
  PROVIDER_TIMEOUT(0, "The provider did not answer in time"),
  PROVIDER_REFUSED_REQUEST(0, "The provider refused the request"),
  PROVIDER_QUOTA(0, "The provider's account has no quota left"),
  PROVIDER_AUTH(0, "The provider did not accept the credential"),
  PROVIDER_DOWN(0, "The provider answered nobody for as long as a unit may take"),
  PROVIDER_REFUSES_ALL(0, "The provider refuses every request of the run"),
  ANSWER_TRUNCATED(0, "The answer was cut off by the limit of its length"),
  DEADLINE_EXCEEDED(0, "The unit's deadline passed"),
  CANCELLED(0, "The run was cancelled"),
  PROMPT_FAILED(0, "The prompt could not be made from the item"),
  UNDELIVERABLE(0, "The message could not be delivered"),
  WORKER_LOST(0, "The unit ended its worker several times"),
  TARGET_ERROR(0, "The target reported an error"),
  NOT_COMPLETED(0, "Production did not complete it"),
  // scores
  EXPECTED_MISSING(0, "The item has no expected value"),
  NOT_A_NUMBER(0, "There is no number to compare"),
  OUT_OF_RANGE(0, "The score is not in 0..1"),
  BAD_PARAMS(0, "The scorer's parameters do not fit"),
  NOT_JSON(0, "The value is not JSON"),
  EXPRESSION_FAILED(0, "The expression could not be evaluated"),
  INPUT_TOO_LARGE(0, "The values are too large for the scorer"),
  SCORER_FAILED(0, "The scorer failed"),
  CONTEXT_MISSING(0, "The item has no context"),
  SCORE_MISSING(0, "A score that this one is made of is missing"),
  JUDGE_MISSING(422, "No model is named for a scorer that asks one"),
  JUDGE_FAILED(0, "The judge could not be asked"),
  JUDGE_REFUSED(0, "The judge refused to judge"),
  JUDGE_UNPARSABLE(0, "The judge's reply could not be read");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status when this ends a request, 0 when it never does. */
  public int status() {
    return status;
  }

  /** A constant short sentence without a full stop. */
  public String title() {
    return title;
  }
}
