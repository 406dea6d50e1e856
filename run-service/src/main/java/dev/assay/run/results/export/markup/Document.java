package dev.assay.run.results.export.markup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Beginning and end of a page: its style, and the policy that allows nothing but this style. */
public final class Document {
  private static final String STYLE = style();
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; base-uri 'none'; form-action 'none'";

  private Document() {}

  /**
   * A page of which what it says is still to come.
   *
   * @param title of the window
   */
  public static Markup begin(String title) {
    return new Markup()
        .raw("<!DOCTYPE html>\n")
        .open("html", "lang", "en")
        .open("head")
        .open("meta", "charset", "utf-8")
        .open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
        .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .open("meta", "name", "color-scheme", "content", "light dark")
        .open("meta", "name", "referrer", "content", "no-referrer")
        .leaf("title", title + " · Assay")
        .raw("<style>")
        .raw(STYLE)
        .raw("</style>\n")
        .close("head")
        .open("body")
        .open("main");
  }

  /** Closes what {@link #begin} has opened. */
  public static byte[] end(Markup page) {
    return page.close("main").close("body").close("html").bytes();
  }

  private static String style() {
    try (InputStream css = Document.class.getResourceAsStream("/export/report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
