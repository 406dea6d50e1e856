package dev.assay.run.platform.problem;

import dev.assay.common.error.ErrorCode;
import java.util.UUID;

/** Sentences for problems that are known by their HTTP status alone. */
public final class Problems {
  /** For whoever comes without a valid key. */
  public static final String HOW_TO_LOG_IN =
      "Send a valid API key as 'Authorization: Bearer as_…', or exchange one at POST /v1/session.";

  /** For whoever comes with a key that may not do this. */
  public static final String MORE_SCOPE_NEEDED =
      "The key does not have the scope that this needs; use another key or ask an admin for one.";

  private Problems() {}

  /** While PostgreSQL does not answer. */
  static Problem databaseAway() {
    return Problem.of(
        ErrorCode.UNAVAILABLE, "The database does not answer just now; try again soon.");
  }

  /** While others are in the way, or when the database takes longer than it may. */
  static Problem databaseBusy(Throwable e) {
    return Problem.of(
        ErrorCode.UNAVAILABLE,
        SqlStates.isTooSlow(e)
            ? "This takes the database longer than it may; narrow what you ask for, or try again."
            : "Other work on the same is in the way just now; try again soon.");
  }

  /**
   * The problem of a failure that passes by itself, null for any other: the database is away or
   * busy.
   */
  static Problem passing(Throwable e) {
    if (SqlStates.isAway(e)) {
      return databaseAway();
    }
    return SqlStates.isBusy(e) ? databaseBusy(e) : null;
  }

  /** For what nobody expected: the log has the rest. */
  static String incident(UUID id) {
    return "Something went wrong here and was logged as " + id + "; please report it.";
  }

  /** The problem that fits a status. */
  public static Problem of(int status) {
    return switch (status) {
      case 401 -> Problem.of(ErrorCode.UNAUTHENTICATED, HOW_TO_LOG_IN);
      case 403 -> Problem.of(ErrorCode.FORBIDDEN, MORE_SCOPE_NEEDED);
      case 404 ->
          Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this path; see /docs for what is.");
      case 405 ->
          Problem.of(
              ErrorCode.METHOD_NOT_ALLOWED, "This path does not know the method; see /docs.");
      case 406 ->
          Problem.of(
              ErrorCode.NOT_ACCEPTABLE,
              "This cannot be given as what the Accept header asks for; see /docs.");
      case 413 ->
          Problem.of(ErrorCode.BODY_TOO_LARGE, "The body is larger than this path accepts.");
      case 415 ->
          Problem.of(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "The Content-Type is not one that this path reads; most read application/json.");
      case 429 -> Problem.of(ErrorCode.TOO_MANY_REQUESTS, "Too many requests; wait a moment.");
      case 503 -> Problem.of(ErrorCode.UNAVAILABLE, "A part of the system is away; try again.");
      default ->
          status >= 500
              ? Problem.of(ErrorCode.INTERNAL, "Something went wrong here.")
              : Problem.of(ErrorCode.INVALID_REQUEST, "The request cannot be understood.");
    };
  }
}
