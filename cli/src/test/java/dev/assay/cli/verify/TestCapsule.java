package dev.assay.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small capsule: three units, a scorer that compares and one that asked a model. */
final class TestCapsule {
  /** File by file; free to be changed before it is written. */
  final Map<String, String> files = new LinkedHashMap<>();

  private final Map<String, String> hashes = new LinkedHashMap<>();
  private int formatVersion = 1;

  TestCapsule() throws Exception {
    files.put(
        "definition.json",
        "{\"spec\":{\"scorers\":[{\"id\":\"same\",\"key\":\"same\",\"threshold\":1},"
            + "{\"id\":\"asked\",\"key\":\"helpful\"}]}}\n");
    files.put(
        "items.jsonl",
        "{\"body\":{\"expected\":\"a\",\"input\":\"q\"},\"item_id\":\"q1\",\"position\":1}\n"
            + "{\"body\":{\"expected\":{\"a\":1,\"b\":2},\"input\":\"q\"},\"item_id\":\"q2\","
            + "\"position\":2,\"raw\":{\"body\":"
            + "\"{\\\"input\\\":\\\"q\\\",\\\"expected\\\":{\\\"b\\\":2,\\\"a\\\":1}}\"}}\n"
            + "{\"body\":{\"input\":\"q\"},\"item_id\":\"q3\",\"position\":3}\n");
    files.put(
        "answers.jsonl",
        "{\"answer\":{\"cached\":false},\"n\":2,\"output\":\"a\",\"position\":1,\"repeat\":0,"
            + "\"status\":\"passed\"}\n"
            + "{\"answer\":{\"cached\":false},\"n\":0,\"output\":\"{\\\"b\\\":2,\\\"a\\\":1}\","
            + "\"position\":2,\"repeat\":0,\"status\":\"passed\"}\n"
            + "{\"error\":{\"code\":\"PROVIDER_TIMEOUT\"},\"n\":1,\"position\":3,\"repeat\":0,"
            + "\"status\":\"error\"}\n");
    files.put("attempts.jsonl", "");
    files.put(
        "scores.jsonl",
        score(1, "helpful") + score(1, "same") + score(2, "helpful") + score(2, "same"));
    String numbers =
        "{\"count\":2,\"errors\":0,\"skipped\":0,\"passed\":2,\"mean\":1,\"min\":1,\"max\":1,"
            + "\"pass_rate\":1}";
    files.put(
        "summary.json",
        "{\"counts\":{\"total\":3,\"passed\":2,\"failed\":0,\"errored\":1,\"skipped\":0,"
            + "\"cancelled\":0},\"summary\":{\"scorers\":{\"same\":%s,\"helpful\":%s}}}\n"
                .formatted(numbers, numbers));
    for (Map.Entry<String, String> file : files.entrySet()) {
      hashes.put(file.getKey(), sha256(file.getValue()));
    }
  }

  /** Changes a file and not its hash, as somebody would who does not know better. */
  TestCapsule change(String name, String from, String to) {
    if (!files.get(name).contains(from)) {
      throw new IllegalArgumentException(from + " is not in " + name);
    }
    files.put(name, files.get(name).replace(from, to));
    return this;
  }

  /** Gives the changed files their new hashes, as somebody would who knows better. */
  TestCapsule rehash() throws Exception {
    for (Map.Entry<String, String> file : files.entrySet()) {
      hashes.put(file.getKey(), sha256(file.getValue()));
    }
    return this;
  }

  TestCapsule formatVersion(int version) {
    formatVersion = version;
    return this;
  }

  Path write(Path file) throws IOException {
    ObjectNode manifest = Json.mapper().createObjectNode().put("format", "assay-capsule");
    manifest.put("format_version", formatVersion).putObject("run").put("id", "0199");
    ArrayNode list = manifest.putArray("files");
    hashes.forEach((name, hash) -> list.addObject().put("name", name).put("sha256", hash));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> e : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(e.getKey()));
        zip.write(e.getValue().getBytes(StandardCharsets.UTF_8));
      }
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write(Json.mapper().writeValueAsBytes(manifest));
    }
    return file;
  }

  /**
   * Compares texts, an object by its text in the order of its names; a judge's reply is its score.
   */
  static Scoring scoring() {
    return new Scoring() {
      @Override
      public ObjectNode descriptor(String id) {
        ObjectNode descriptor = Json.mapper().createObjectNode().put("id", id);
        descriptor.putArray("needs").add(id.equals("asked") ? "judge" : "expected");
        return List.of("same", "asked").contains(id) ? descriptor : null;
      }

      @Override
      public ArrayNode score(ArrayNode scorers, List<ObjectNode> cases) {
        ArrayNode units = Json.mapper().createArrayNode();
        for (ObjectNode one : cases) {
          var expected = one.at("/item/expected");
          String text = expected.isTextual() ? expected.asText() : expected.toString();
          double score = one.at("/answer/output").asText().equals(text) ? 1 : 0;
          ObjectNode made = units.addObject().putArray("scores").addObject();
          made.put("key", "same").put("scorer", "same").put("version", 1);
          made.put("status", "success").put("score", score).put("passed", score >= 1);
          judged(one.at("/replies/helpful"), (ObjectNode) units.get(units.size() - 1));
        }
        return units;
      }

      private void judged(JsonNode replies, ObjectNode unit) {
        if (replies.isMissingNode()) {
          return;
        }
        if (replies.size() != 1) {
          unit.putObject("unproven").put("helpful", "it has " + replies.size() + " replies");
          return;
        }
        ObjectNode made = unit.withArray("/scores").addObject();
        made.put("key", "helpful").put("scorer", "asked").put("version", 1);
        made.put("status", "success").put("score", replies.get(0).path("output").asInt());
        made.putObject("metadata").set("replies", replies);
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }

  private static String score(int position, String key) {
    String scorer = key.equals("same") ? "same" : "asked";
    String passed =
        key.equals("same")
            ? "\"passed\":true,"
            : "\"metadata\":{\"replies\":[{\"output\":\"1\",\"question\":\"\"}]},";
    return ("{\"n\":0,\"position\":%d,\"repeat\":0,\"score\":{\"key\":\"%s\",%s\"score\":1,"
            + "\"scorer\":\"%s\",\"status\":\"success\",\"version\":1}}\n")
        .formatted(position, key, passed, scorer);
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
