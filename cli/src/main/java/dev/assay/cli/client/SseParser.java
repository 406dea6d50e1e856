package dev.assay.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Reads {@code text/event-stream} as the HTML standard describes it, with a bound on one line. */
final class SseParser {
  private static final int MAX_LINE = 8 * 1024 * 1024;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);

  private String id;
  private String type = "";
  private StringBuilder data;
  private long retryMillis = -1;
  private boolean afterReturn;

  SseParser(InputStream in) {
    this.in = in;
  }

  /**
   * The next event; comments are passed over.
   *
   * @param alive called on every line, also comments
   * @return null at the end of the stream
   */
  SseEvent next(Runnable alive) throws IOException {
    for (String text = readLine(); text != null; text = readLine()) {
      alive.run();
      if (!text.isEmpty()) {
        field(text);
        continue;
      }
      SseEvent event =
          data == null
              ? null
              : new SseEvent(id, type.isEmpty() ? "message" : type, data.toString());
      id = null;
      type = "";
      data = null;
      if (event != null) {
        return event;
      }
    }
    return null;
  }

  /** What the server asked for with {@code retry:}. */
  OptionalLong retryMillis() {
    return retryMillis < 0 ? OptionalLong.empty() : OptionalLong.of(retryMillis);
  }

  private void field(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    String value = rest.startsWith(" ") ? rest.substring(1) : rest;
    switch (name) {
      case "id" -> id = value.indexOf('\0') < 0 ? value : id;
      case "event" -> type = value;
      case "data" ->
          data = data == null ? new StringBuilder(value) : data.append('\n').append(value);
      case "retry" -> retryMillis = value.matches("\\d{1,9}") ? Long.parseLong(value) : retryMillis;
      default -> {
        // A comment has an empty name; fields of a later standard are passed over.
      }
    }
  }

  private String readLine() throws IOException {
    line.reset();
    for (int b = in.read(); b >= 0; b = in.read()) {
      boolean second = afterReturn && b == '\n';
      afterReturn = b == '\r';
      if (second) {
        continue;
      }
      if (b == '\n' || b == '\r') {
        return line.toString(StandardCharsets.UTF_8);
      }
      if (line.size() >= MAX_LINE) {
        throw new IOException("a line of the event stream is longer than " + MAX_LINE + " bytes");
      }
      line.write(b);
    }
    return null;
  }
}
