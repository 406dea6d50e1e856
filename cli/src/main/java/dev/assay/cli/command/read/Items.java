package dev.assay.cli.command.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.render.ItemView;
import java.util.ArrayList;
import java.util.List;

/** Reads items of a run. */
final class Items {
  private static final int PAGE = 200;

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

  /** Items to look at first: those without a measurement, then the lowest scores. */
  List<ItemView> worst(int count) {
    List<ItemView> worst = new ArrayList<>(all("error", Math.max(1, count / 2)));
    worst.addAll(lowest(count - worst.size()));
    return worst;
  }

  private List<ItemView> lowest(int count) {
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
