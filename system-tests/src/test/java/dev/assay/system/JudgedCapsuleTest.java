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
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A judged run leaves as a capsule, and its scores are proved from what the judges replied. */
@ExtendWith(SharedStack.class)
class JudgedCapsuleTest {
  private static final int ITEMS = 60;

  @TempDir private Path folder;

  @Test
  void shouldProveJudgedScoresWithoutAskingAJudge(Stack stack) throws IOException {
    // Given a run with judges of several kinds, some of whose questions fail, and their combination
    String run = judgedRun(stack.api());
    JsonNode ended = stack.api().awaitEnd(run);
    JsonNode scorers = ended.path("summary").path("scorers");
    assertThat(scorers.path("helpful").path("count").asInt()).as("%s", scorers).isPositive();

    // When its capsule is verified where nobody could be asked
    Path capsule = folder.resolve("judged.zip");
    Cli.Result export =
        stack.cli().run("export", run, "--format", "capsule", "--out", capsule.toString());
    assertThat(export.code()).as(export.err()).isZero();
    Cli offline = new Cli(folder.resolve("another-home"));
    Cli.Result verified = offline.run("verify", capsule.toString(), "--format", "json");

    // Then every score follows from the replies, but those of vectors, which are not kept
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
    JsonNode found = Api.json(verified.out());
    for (String key : List.of("exact_match", "helpful", "facts", "better", "all")) {
      assertThat(found.path("rescored").path(key).asInt()).as(key).isEqualTo(ITEMS);
    }
    assertThat(found.path("not_rescored").properties())
        .singleElement()
        .satisfies(e -> assertThat(e.getKey()).isEqualTo("near"));

    // And a reply that is another one is named by the score that does not follow from it
    ObjectNode line = line(capsule, "helpful");
    String before = line.toString();
    ObjectNode reply = (ObjectNode) line.at("/score/metadata/replies/0");
    JsonNode said = reply.path("output");
    ObjectNode verdict =
        (ObjectNode) (said.isTextual() ? Api.json(said.asText()) : said.deepCopy());
    verdict.put("score", verdict.path("score").asDouble() > 0.5 ? 0.125 : 0.875);
    reply.put("output", verdict.toString());
    JsonNode otherReply = changed(offline, capsule, before, line.toString());
    assertThat(differing(otherReply, line)).contains("helpful", "all");

    // And so is a score that is another one, with what the replies say
    line = line(capsule, "better");
    before = line.toString();
    ObjectNode score = (ObjectNode) line.path("score");
    score.put("score", 0.25);
    JsonNode otherScore = changed(offline, capsule, before, line.toString());
    assertThat(differing(otherScore, line)).containsExactly("better");
  }

  private static String judgedRun(Api api) {
    api.importDataset("judged", Items.lines("judged", ITEMS));
    ObjectNode target = Api.object().put("name", "judged").put("kind", "simulated");
    target.putObject("options").put("seed", 5).put("error_rate", 0.3);
    api.ask("PUT", "/v1/providers/judged", target);
    ObjectNode judge = Api.object().put("name", "judged-by").put("kind", "simulated");
    judge.putObject("options").put("seed", 9).putObject("faults").put("400", 0.05);
    api.ask("PUT", "/v1/providers/judged-by", judge);
    ObjectNode launch = Items.launch("judged", "judged", 16);
    launch.putObject("judge").put("provider", "judged-by").put("model", "simulated-judge");
    ObjectNode helpful = scorer(launch, "llm_judge", "helpful").put("threshold", 0.5);
    helpful.putObject("params").put("criteria", "Answers what was asked.");
    scorer(launch, "factuality", "facts").putObject("params").put("votes", 3);
    scorer(launch, "pairwise", "better");
    scorer(launch, "embedding_similarity", "near");
    scorer(launch, "weighted", "all")
        .withObject("/params/weights")
        .put("exact_match", 1)
        .put("helpful", 3);
    return api.launch(launch);
  }

  private static ObjectNode scorer(ObjectNode launch, String id, String key) {
    return launch.withArray("scorers").addObject().put("id", id).put("key", key);
  }

  /** The first score of a scorer that is one. */
  private static ObjectNode line(Path capsule, String key) throws IOException {
    return new String(Zips.read(capsule).get("scores.jsonl"), StandardCharsets.UTF_8)
        .lines()
        .map(Api::json)
        .filter(l -> l.at("/score/key").asText().equals(key))
        .filter(l -> l.at("/score/status").asText().equals("success"))
        .filter(l -> l.at("/score/metadata/replies/0").has("output"))
        .map(ObjectNode.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** What verify says of a capsule with another line of scores. */
  private JsonNode changed(Cli offline, Path capsule, String line, String other)
      throws IOException {
    Path file = Zips.changed(capsule, folder.resolve("other.zip"), "scores.jsonl", line, other);
    Cli.Result result = offline.run("verify", file.toString(), "--format", "json");
    assertThat(result.code()).as(result.err()).isEqualTo(1);
    return Api.json(result.out());
  }

  /** The scorers of the differences that name the line's item. */
  private static List<String> differing(JsonNode found, JsonNode line) {
    String item = "#" + line.path("position").asInt() + " ";
    return StreamSupport.stream(found.path("differences").spliterator(), false)
        .filter(d -> d.path("kind").asText().equals("score"))
        .peek(d -> assertThat(d.path("item").asText()).startsWith(item))
        .map(d -> d.path("subject").asText())
        .toList();
  }
}
