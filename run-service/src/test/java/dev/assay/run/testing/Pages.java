package dev.assay.run.testing;

import static dev.assay.run.testing.TestApi.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A list as a client reads it: one page after the other, each as large as it may be. */
public final class Pages {
  /** Bytes of a page; names and numbers of its rows come on top. */
  private static final int MOST = 8 * 1024 * 1024 + 256 * 1024;

  private final List<JsonNode> pages = new ArrayList<>();
  private final List<Integer> bytes = new ArrayList<>();

  private Pages() {}

  /** Reads a list up to its end. */
  public static Pages of(String key, String path) {
    Pages read = new Pages();
    String cursor = "";
    do {
      String asked = path + (path.contains("?") ? "&" : "?") + "limit=500&cursor=" + cursor;
      byte[] answer = as(key).get(asked).then().statusCode(200).extract().asByteArray();
      JsonNode page = tree(answer);
      read.pages.add(page);
      read.bytes.add(answer.length);
      cursor = page.path("next_cursor").textValue();
    } while (cursor != null);
    return read;
  }

  private static JsonNode tree(byte[] json) {
    try {
      return Json.mapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds that no page is larger than a page may be, unless it has one row only. */
  public Pages bounded() {
    for (int i = 0; i < pages.size(); i++) {
      if (pages.get(i).path("data").size() > 1) {
        assertThat(bytes.get(i)).as("bytes of page %d", i).isLessThan(MOST);
      }
    }
    return this;
  }

  /** How many rows each page has. */
  public List<Integer> lengths() {
    return pages.stream().map(page -> page.path("data").size()).toList();
  }

  /** The rows of all pages. */
  public List<JsonNode> rows() {
    List<JsonNode> rows = new ArrayList<>();
    pages.forEach(page -> page.path("data").forEach(rows::add));
    return rows;
  }

  /** A field of the rows of all pages, as text. */
  public List<String> all(String field) {
    return rows().stream().map(row -> row.path(field).asText()).toList();
  }

  /** Bytes of all pages together. */
  public long size() {
    return bytes.stream().mapToLong(Integer::longValue).sum();
  }
}
