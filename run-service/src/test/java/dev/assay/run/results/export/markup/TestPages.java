package dev.assay.run.results.export.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** What must hold of every page that is handed out. */
public final class TestPages {
  private static final String[] ELEMENTS = {
    "table", "tr", "article", "svg", "figure", "pre", "div", "ul", "li", "span", "p", "h1", "h2",
    "h3", "h4", "h5", "main", "body"
  };

  private TestPages() {}

  /** The page needs nothing but itself, and its policy allows its one style and nothing else. */
  public static void requireSelfContained(String page) {
    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    assertThat(page)
        .contains(
            "content=\"default-src &#39;none&#39;; style-src &#39;sha256-"
                + sha256(style)
                + "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"");
    assertThat(page)
        .doesNotContain(
            " style=", "<link", "<img", "<script", "url(", "@import", " src=", " href=");
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
    assertThat(style).contains("prefers-color-scheme: dark", "@media print", "max-width: 760px");
  }

  /** The page closes what it opens, and each wide table can be moved by keyboard. */
  public static void requireWellFormed(String page) {
    for (String element : ELEMENTS) {
      assertThat(count(page, "<" + element + "[ >]"))
          .as(element)
          .isEqualTo(count(page, "</" + element + ">"));
    }
    assertThat(
            count(
                page,
                "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"[^\"]+\"><table>"))
        .isPositive()
        .isEqualTo(count(page, "<table>"));
  }

  /** How often a pattern is found in it. */
  public static long count(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().count();
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
