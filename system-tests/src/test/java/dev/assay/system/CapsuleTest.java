package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Cli;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import dev.assay.system.harness.Zips;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run leaves as a capsule and is proved elsewhere. */
@ExtendWith(SharedStack.class)
class CapsuleTest {
  private static final int ITEMS = 500;

  @TempDir private Path folder;

  @Test
  void shouldProveARunAndNameWhatWasChanged(Stack stack) throws IOException {
    // Given a run with right and wrong answers, scored in several ways
    Api api = stack.api();
    api.importDataset("capsule", Items.lines("capsule", ITEMS));
    ObjectNode provider = Api.object().put("name", "capsule").put("kind", "simulated");
    provider.putObject("options").put("seed", 5).put("error_rate", 0.3);
    api.ask("PUT", "/v1/providers/capsule", provider);
    ObjectNode launch = Items.launch("capsule", "capsule", 32).put("repeats", 2);
    launch.withArray("scorers").add(Api.object().put("id", "text_similarity").put("key", "like"));
    ObjectNode fast = Api.object().put("id", "latency").put("key", "fast");
    fast.putObject("params").put("max_ms", 1);
    launch.withArray("scorers").add(fast);
    launch.withArray("scorers").add(Api.object().put("id", "json_diff").put("key", "diff"));
    launch.putArray("gate").addObject().put("type", "pass_rate").put("min", 0.9);
    String run = api.launch(launch);
    JsonNode ended = api.awaitEnd(run);
    assertThat(ended.path("counts").path("failed").asInt()).isPositive();

    // When its capsule is verified without a server
    Path capsule = folder.resolve("run.zip");
    Cli.Result export =
        stack.cli().run("export", run, "--format", "capsule", "--out", capsule.toString());
    assertThat(export.code()).as(export.err()).isZero();
    Cli offline = new Cli(folder.resolve("another-home"));
    Cli.Result verified = offline.run("verify", capsule.toString(), "--format", "json");

    // Then every score is proved
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
    JsonNode found = Api.json(verified.out());
    assertThat(found.path("units").asInt()).isEqualTo(2 * ITEMS);
    assertThat(found.path("rescored").properties()).hasSize(5);
    assertThat(found.path("rescored").path("like").asInt()).isEqualTo(2 * ITEMS);
    assertThat(found.path("not_rescored")).isEmpty();

    // And a score that is raised, and nothing else, is named
    String scores = new String(Zips.read(capsule).get("scores.jsonl"), StandardCharsets.UTF_8);
    String line =
        scores.lines().filter(l -> l.contains("\"passed\":false")).findFirst().orElseThrow();
    String raised = line.replace("\"passed\":false", "\"passed\":true");
    Path other = Zips.changed(capsule, folder.resolve("changed.zip"), "scores.jsonl", line, raised);
    Cli.Result changed = offline.run("verify", other.toString(), "--format", "json");
    assertThat(changed.code()).as(changed.err()).isEqualTo(1);
    int position = Api.json(line).path("position").asInt();
    assertThat(Api.json(changed.out()).path("differences"))
        .anySatisfy(
            d -> {
              assertThat(d.path("kind").asText()).isEqualTo("score");
              assertThat(d.path("item").asText()).startsWith("#" + position);
              assertThat(d.path("subject").asText()).isEqualTo("exact_match");
              assertThat(d.path("expected").asText()).contains("\"passed\":true");
              assertThat(d.path("got").asText()).contains("\"passed\":false");
            })
        .anySatisfy(d -> assertThat(d.path("subject").asText()).isEqualTo("scores.jsonl"));

    // And what is no capsule is a mistake of the caller
    Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
    assertThat(offline.run("verify", text.toString()).code()).isEqualTo(2);
  }
}
