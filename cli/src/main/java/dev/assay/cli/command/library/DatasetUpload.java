package dev.assay.cli.command.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.evalfile.DatasetFile;
import dev.assay.common.json.Json;

/** Makes a file a version of a dataset; the same content again is the version that exists. */
public final class DatasetUpload {
  private final ApiClient client;

  public DatasetUpload(ApiClient client) {
    this.client = client;
  }

  /**
   * Uploads, creating the dataset when there is none.
   *
   * @param skipBadLines true to leave out lines that cannot be read, instead of importing nothing
   * @return {@code {name, version, item_count, sha256, …}}
   */
  public JsonNode upload(DatasetFile file, boolean skipBadLines) {
    String path = "/v1/datasets/" + ApiClient.encode(file.dataset());
    if (!exists(path)) {
      create(file.dataset());
    }
    return client.upload(
        path + "/versions" + (skipBadLines ? "?on_error=skip" : ""),
        file.path(),
        file.contentType(),
        file.gzip());
  }

  private boolean exists(String path) {
    try {
      JsonNode unused = client.get(path);
      return true;
    } catch (ApiException e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  private void create(String name) {
    try {
      JsonNode unused =
          client.post("/v1/datasets", Json.mapper().createObjectNode().put("name", name));
    } catch (ApiException e) {
      // 409: somebody else was faster, which is just as well.
      if (e.status() != 409) {
        throw e;
      }
    }
  }
}
