package dev.assay.cli.command.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.render.ItemView;
import dev.assay.cli.terminal.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads items of a run. */
final class Items {
  private static final int PAGE = 200;
  private static final int PAGES = 50;
  private static final Pattern ITEM = Pattern.compile("#?(.+?)(?:/(\\d{1,6}))?");

  private final ApiClient client;
  private final String path;

  Items(ApiClient client, String runId) {
    this.client = client;
    this.path = "/v1/runs/" + runId + "/items";
  }

  /**
   * All items.
   *
   * @param status only those, null for all
   * @param limit at most this many
   */
  List<ItemView> all(String status, int limit) {
    return all(status, null, null, limit);
  }

  /**
   * Items in an order.
   *
   * @param status only those, null for all
   * @param order such as {@code score}, null for that of the dataset
   * @param scorer whose score it goes by, null for the mean of all
   * @param limit at most this many
   */
  List<ItemView> all(String status, String order, String scorer, int limit) {
    List<ItemView> items = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode page =
          client.get(
              path
                  + "?limit="
                  + Math.min(PAGE, limit - items.size())
                  + (status == null ? "" : "&status=" + status)
                  + (order == null ? "" : "&order=" + ApiClient.encode(order))
                  + (scorer == null ? "" : "&scorer=" + ApiClient.encode(scorer))
                  + (cursor == null ? "" : "&cursor=" + ApiClient.encode(cursor)));
      page.path("data").forEach(item -> items.add(new ItemView(item)));
      cursor = page.hasNonNull("next_cursor") ? page.get("next_cursor").asText() : null;
    } while (cursor != null && items.size() < limit);
    return items;
  }

  /**
   * Everything of one item.
   *
   * @param typed its position or id, also with {@code /REPEAT} behind
   * @throws UsageException when the run has none such
   */
  JsonNode detail(String typed) {
    Matcher matcher = ITEM.matcher(typed);
    if (!matcher.matches()) {
      throw new UsageException("An item is a number or an id, not empty.");
    }
    String which = matcher.group(1);
    String repeat = matcher.group(2) == null ? "" : "?repeat=" + matcher.group(2);
    if (which.matches("\\d{1,9}")) {
      try {
        return client.get(path + "/" + which + repeat);
      } catch (ApiException e) {
        if (e.status() != 404) {
          throw e;
        }
      }
    }
    return client.get(path + "/" + position(which) + repeat);
  }

  /** Of the item with an id; the server finds texts, of which the id is one. */
  private int position(String id) {
    String cursor = null;
    int pages = 0;
    do {
      JsonNode page =
          client.get(
              path
                  + "?limit="
                  + PAGE
                  + "&q="
                  + ApiClient.encode(id)
                  + (cursor == null ? "" : "&cursor=" + ApiClient.encode(cursor)));
      for (JsonNode item : page.path("data")) {
        if (item.path("item_id").asText().equals(id)) {
          return item.path("position").asInt();
        }
      }
      cursor = page.hasNonNull("next_cursor") ? page.get("next_cursor").asText() : null;
    } while (cursor != null && ++pages < PAGES);
    throw new UsageException(
        "The run has no item " + id + ": 'assay show RUN --items' lists numbers and ids.");
  }

  /** Items that failed, the lowest scores first. */
  List<ItemView> lowest(int count) {
    try {
      List<ItemView> items = new ArrayList<>();
      client
          .get(path + "?status=failed&order=score&limit=" + count)
          .path("data")
          .forEach(item -> items.add(new ItemView(item)));
      return items;
    } catch (ApiException e) {
      if (e.status() != 400 && e.status() != 422) {
        throw e;
      }
      return all("failed", count);
    }
  }
}
