package dev.assay.cli.render;

import dev.assay.cli.terminal.Console;
import java.time.Duration;

/** Shows progress: one line that redraws itself on a terminal, elsewhere a line now and then. */
public final class ProgressLine implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final Duration SPEAK = Duration.ofSeconds(3);
  private static final int BAR = 24;
  private static final String CLEAR = "\r\u001B[2K";

  private final Console console;
  private long lastDrawn;
  private boolean drawn;
  private String last = "";
  private String heard = "";

  /**
   * @param console where to show it
   */
  public ProgressLine(Console console) {
    this.console = console;
  }

  /** Shows the progress unless it was shown just now. */
  public void show(Progress progress) {
    if (progress.total() > 0 && due()) {
      show(text(progress), progress.share());
    }
  }

  /** Shows the progress of several runs unless it was shown just now. */
  public void show(GroupProgress progress) {
    if (progress.total() > 0 && due()) {
      show(progress.text(), progress.share());
    }
  }

  private boolean due() {
    Duration since = Duration.ofNanos(System.nanoTime() - lastDrawn);
    return lastDrawn == 0 || since.compareTo(console.terminal() ? REDRAW : SPEAK) >= 0;
  }

  private void show(String said, double share) {
    String text = console.terminal() && !heard.isEmpty() ? said + " │ " + heard : said;
    if (text.equals(last)) {
      return;
    }
    last = text;
    lastDrawn = System.nanoTime();
    if (console.terminal()) {
      console.err().print(CLEAR + bar(share) + " " + Plain.line(text, console.columns() - BAR - 4));
      console.err().flush();
      drawn = true;
    } else {
      console.say(text);
    }
  }

  /**
   * Notes what a model is saying; its last line is shown behind the progress on a terminal.
   *
   * @param text of an answer so far, made harmless here
   */
  public void hear(String text) {
    String plain = Plain.text(text).stripTrailing();
    String lastLine = plain.substring(plain.lastIndexOf('\n') + 1).strip();
    int most = Math.max(10, console.columns() / 3);
    int length = lastLine.codePointCount(0, lastLine.length());
    // The end is what is new.
    heard =
        length <= most
            ? lastLine
            : "…" + lastLine.substring(lastLine.offsetByCodePoints(0, length - most + 1));
  }

  /**
   * Says something without disturbing the line.
   *
   * @param text made harmless here
   */
  public void say(String text) {
    close();
    console.say(Plain.line(text, 300));
    lastDrawn = 0;
    last = "";
  }

  /** Removes the line from the terminal. */
  @Override
  public void close() {
    if (drawn) {
      console.err().print(CLEAR);
      console.err().flush();
      drawn = false;
    }
  }

  private static String text(Progress progress) {
    String status = Plain.line(progress.status().replace('_', ' '), 30);
    return status + "  " + progress.text();
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * BAR);
    return "[" + "█".repeat(full) + "░".repeat(BAR - full) + "]";
  }
}
