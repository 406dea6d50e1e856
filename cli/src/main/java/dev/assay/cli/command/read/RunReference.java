package dev.assay.cli.command.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.terminal.UsageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Finds the run that a person means by {@code latest}, an id, or the unique beginning of one. */
public final class RunReference {
  private static final int PAGE = 200;
  private static final int PAGES = 25;
  private static final int SHORTEST = 4;
  private static final int TIME_DIGITS = 12;
  private static final Duration SLACK = Duration.ofMinutes(10);

  private RunReference() {}

  /**
   * The full id.
   *
   * @throws UsageException when no run or several runs are meant
   */
  public static String resolve(ApiClient client, String reference) {
    String wanted = reference.toLowerCase(Locale.ROOT);
    if (wanted.equals("latest")) {
      JsonNode newest = client.get("/v1/runs?limit=1").path("data").path(0).path("id");
      if (newest.isMissingNode()) {
        throw new UsageException("There is no run yet.");
      }
      return newest.asText();
    }
    if (wanted.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      return wanted;
    }
    if (!wanted.matches("[0-9a-f-]{" + SHORTEST + ",36}")) {
      throw new UsageException(
          "'" + reference + "' is no run: give 'latest', an id, or at least 4 characters of one.");
    }
    return unique(wanted, search(client, wanted));
  }

  /**
   * The last run of the same evaluation that has ended, and that asked the same part of the
   * dataset: a sample is no baseline of the whole. Of the stored evaluation by its name, else of
   * the same name, or the same dataset when it has none.
   *
   * @param body of the launch
   * @param part the dataset as the launch comes to name it, with its limit and sections
   * @throws UsageException when there is none
   */
  public static String latestLike(ApiClient client, JsonNode body, JsonNode part) {
    String evaluation = body.path("evaluation").asText("").replaceAll("@.*$", "");
    JsonNode inline = body.path("evaluation").isObject() ? body.get("evaluation") : body;
    String name = body.path("name").asText(inline.path("name").asText(""));
    String dataset =
        inline.path("dataset").isTextual()
            ? inline.get("dataset").textValue().replaceAll("@.*$", "")
            : inline.path("dataset").path("name").asText("");
    String filter =
        "/v1/runs?status=successful,partially_successful&limit="
            + PAGE
            + (evaluation.isEmpty() ? "" : "&evaluation=" + ApiClient.encode(evaluation))
            + (dataset.isEmpty() ? "" : "&dataset=" + ApiClient.encode(dataset));
    for (JsonNode run : client.get(filter).path("data")) {
      boolean like =
          !evaluation.isEmpty() || name.isEmpty() || run.path("name").asText("").equals(name);
      if (like && samePart(run.path("dataset"), part)) {
        return run.path("id").asText();
      }
    }
    String what = !evaluation.isEmpty() ? evaluation : !name.isEmpty() ? name : dataset;
    throw new UsageException(
        "No run of "
            + (what.isEmpty() ? "this evaluation" : what)
            + (whole(part) ? "" : " over the same part of the dataset")
            + " has ended yet, so there is nothing to compare with: run it once without --baseline,"
            + " or name a run (see 'assay list').");
  }

  private static boolean samePart(JsonNode one, JsonNode other) {
    return one.path("limit").asInt(0) == other.path("limit").asInt(0)
        && sections(one).equals(sections(other));
  }

  private static boolean whole(JsonNode part) {
    return part.path("limit").asInt(0) == 0 && sections(part).isEmpty();
  }

  private static Set<String> sections(JsonNode part) {
    Set<String> sections = new TreeSet<>();
    part.path("sections").forEach(section -> sections.add(section.asText()));
    return sections;
  }

  private static List<String> search(ApiClient client, String prefix) {
    List<String> found = new ArrayList<>();
    String cursor = "";
    String when = around(prefix);
    for (int page = 0; page < PAGES && cursor != null; page++) {
      JsonNode answer =
          client.get(
              "/v1/runs?limit="
                  + PAGE
                  + when
                  + (cursor.isEmpty() ? "" : "&cursor=" + ApiClient.encode(cursor)));
      for (JsonNode run : answer.path("data")) {
        String id = run.path("id").asText();
        if (id.startsWith(prefix)) {
          found.add(id);
        }
      }
      cursor = answer.hasNonNull("next_cursor") ? answer.get("next_cursor").asText() : null;
    }
    return found;
  }

  /**
   * When runs were launched whose ids begin so: the first 48 bits of an id are its time. Wide,
   * since the clocks of server and database are two.
   */
  private static String around(String prefix) {
    String digits = prefix.replace("-", "");
    String time = digits.substring(0, Math.min(TIME_DIGITS, digits.length()));
    int open = TIME_DIGITS - time.length();
    Instant first = Instant.ofEpochMilli(Long.parseLong(time + "0".repeat(open), 16));
    Instant last = Instant.ofEpochMilli(Long.parseLong(time + "f".repeat(open), 16));
    return "&since=" + first.minus(SLACK) + "&until=" + last.plus(SLACK);
  }

  private static String unique(String prefix, List<String> found) {
    if (found.isEmpty()) {
      throw new UsageException("No run begins with " + prefix + ".");
    }
    if (found.size() > 1) {
      throw new UsageException(
          found.size()
              + " runs begin with "
              + prefix
              + ", such as "
              + String.join(", ", found.subList(0, Math.min(3, found.size())))
              + ".");
    }
    return found.get(0);
  }
}
