package dev.assay.simulator.script;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/**
 * What happens to one request, to be played with timers.
 *
 * @param outcome {@code ok}, the name of the fault, or the limit that refuses
 * @param status HTTP status
 * @param headers of the response
 * @param beforeHeadMs silence before the status line
 * @param pieces of the body
 * @param betweenPiecesMs silence before each piece but the first
 * @param ending what comes after the last piece
 */
public record SimScript(
    String outcome,
    int status,
    Map<String, String> headers,
    long beforeHeadMs,
    List<Buffer> pieces,
    long betweenPiecesMs,
    Ending ending) {
  /** What comes after the last piece. */
  public enum Ending {
    /** The response is complete. */
    END,
    /** The connection closes in the middle of the response. */
    CUT,
    /** Nothing, for ever. */
    SILENCE,
    /** The connection closes before the status line. */
    RESET
  }

  /** The same beginning with another body and ending. */
  SimScript with(List<Buffer> other, Ending after) {
    return new SimScript(outcome, status, headers, beforeHeadMs, other, betweenPiecesMs, after);
  }
}
