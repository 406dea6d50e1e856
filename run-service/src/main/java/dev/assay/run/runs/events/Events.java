package dev.assay.run.runs.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Attempt;
import dev.assay.common.status.RunStatus;

/** Makes the bodies of events. */
public final class Events {
  private Events() {}

  /** A transition. */
  public static EventDraft status(RunStatus from, RunStatus to, String reason) {
    ObjectNode data = node();
    if (from != null) {
      data.put("from", from.wire());
    }
    data.put("to", to.wire());
    data.put("status", to.wire());
    if (reason != null) {
      data.put("reason", reason);
    }
    return new EventDraft(EventType.RUN_STATUS, data);
  }

  /** Something a person should know. */
  public static EventDraft log(String level, String code, String message) {
    return new EventDraft(
        EventType.RUN_LOG, node().put("level", level).put("code", code).put("message", message));
  }

  /** An attempt that failed. */
  public static EventDraft attemptFailed(int position, int repeat, Attempt attempt) {
    ObjectNode data =
        node()
            .put("position", position)
            .put("repeat", repeat)
            .put("attempt", attempt.number())
            .put("class", Json.mapper().convertValue(attempt.outcome(), String.class))
            .put("wait_ms", attempt.waitMs());
    if (attempt.httpStatus() != null) {
      data.put("http_status", attempt.httpStatus());
    }
    if (attempt.error() != null) {
      data.put("message", attempt.error());
    }
    return new EventDraft(EventType.ITEM_ATTEMPT_FAILED, data);
  }

  private static ObjectNode node() {
    return Json.mapper().createObjectNode();
  }
}
