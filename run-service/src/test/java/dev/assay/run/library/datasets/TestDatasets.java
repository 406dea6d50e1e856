package dev.assay.run.library.datasets;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Datasets of the workspace {@code default}, for tests. */
final class TestDatasets {
  static final String JSONL = "application/x-ndjson";
  static final String JSON = "application/json";
  static final String CSV = "text/csv";

  private TestDatasets() {}

  /** Makes an empty dataset and answers its name. */
  static String make() {
    String name = unique("dataset");
    asAdmin().body(Map.of("name", name)).post("/v1/datasets").then().statusCode(201);
    return name;
  }

  /** Uploads a version. */
  static ValidatableResponse upload(String name, String type, String body) {
    return uploading(type).body(body).post("/v1/datasets/" + name + "/versions").then();
  }

  /** A request whose body is sent as it is. */
  static RequestSpecification uploading(String type) {
    EncoderConfig encoding =
        EncoderConfig.encoderConfig()
            .defaultContentCharset("UTF-8")
            .appendDefaultContentCharsetToContentTypeIfUndefined(false)
            .encodeContentTypeAs(JSONL, ContentType.TEXT);
    return asAdmin().config(RestAssuredConfig.config().encoderConfig(encoding)).contentType(type);
  }

  /** Uploads a version in JSONL whose body is said to be gzip. */
  static ValidatableResponse uploadGzip(String name, byte[] body) {
    return uploading(JSONL)
        .header("Content-Encoding", "gzip")
        .body(body)
        .post("/v1/datasets/" + name + "/versions")
        .then();
  }

  /** Those bytes as gzip. */
  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** All items of the newest version as JSONL. */
  static String export(String name) {
    return asAdmin()
        .get("/v1/datasets/" + name + "/versions/latest/export")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
