package dev.assay.cli.command.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.terminal.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the run that a person means by {@code latest}, an id, or the unique beginning of one. */
public final class RunReference {
  private static final int PAGE = 200;
  private static final int PAGES = 25;
  private static final int SHORTEST = 4;

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

  private static List<String> search(ApiClient client, String prefix) {
    List<String> found = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < PAGES && cursor != null; page++) {
      JsonNode answer =
          client.get(
              "/v1/runs?limit="
                  + PAGE
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
