package dev.assay.cli.command.library;

import dev.assay.cli.render.Times;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.time.Duration;
import java.time.Instant;

/** A time as an option takes it: so many days from now, as {@code 7d}, or the time itself. */
final class Moment {
  private Moment() {}

  /**
   * What a server is told.
   *
   * @param option by its name, for whoever wrote it wrong
   * @param direction 1 for days that are to come, -1 for days that are over
   * @param days such as is right
   * @param time such as is right
   * @throws UsageException when it is neither, with what is right
   */
  static String of(String option, String text, int direction, String days, String time) {
    if (text.matches("\\d{1,5}d")) {
      long many = Long.parseLong(text.substring(0, text.length() - 1));
      return Instant.now().plus(Duration.ofDays(direction * many)).toString();
    }
    if (Times.millis(Json.mapper().getNodeFactory().textNode(text)) == null) {
      throw new UsageException(
          option + " " + text + ": write days as " + days + ", or a time as " + time + ".");
    }
    return text;
  }
}
