package dev.assay.worker.kind.reading;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells an event stream from JSON by its first bytes: servers and proxies call both of them {@code
 * text/plain}, {@code application/json}, or nothing.
 */
enum Sniff {
  /** The fields and comments of server-sent events. */
  EVENTS,
  /** Something else, mostly JSON. */
  OTHER,
  /** Too little has come to say. */
  MORE;

  private static final List<String> FIELDS = List.of("data:", "event:", "id:", "retry:");
  private static final int LONGEST = 64;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  static Sniff of(Buffer body) {
    String head =
        new String(body.getBytes(0, Math.min(LONGEST, body.length())), StandardCharsets.UTF_8);
    String text = head.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? head.substring(1) : head;
    text = text.stripLeading();
    if (text.isEmpty()) {
      return body.length() < LONGEST ? MORE : OTHER;
    }
    if (text.charAt(0) == ':') {
      return EVENTS;
    }
    for (String field : FIELDS) {
      if (text.startsWith(field)) {
        return EVENTS;
      }
      if (field.startsWith(text)) {
        return MORE;
      }
    }
    return OTHER;
  }
}
