package dev.assay.cli.evalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionTest {
  @TempDir Path folder;

  @Test
  void shouldTakeDatasetFileRelativeToTheEvaluation() throws Exception {
    // Given
    Path items = Files.writeString(folder.resolve("items.jsonl"), "{}\n");

    // When
    Submission submission =
        read(
            """
            name: Support QA
            target: {provider: local, model: m}
            dataset: {file: items.jsonl, limit: 10}
            scorers: [exact_match]
            """,
            Map.of());

    // Then
    assertThat(submission.datasetFile())
        .contains(
            new DatasetFile(
                items, "support-qa", "application/x-ndjson", false, DatasetFile.Reading.PLAIN));
    assertThat(submission.body().get("dataset").toString())
        .isEqualTo("{\"limit\":10,\"name\":\"support-qa\"}");
  }

  @Test
  void shouldTakeShortFormsOfDatasets() throws Exception {
    Files.writeString(folder.resolve("a.csv.gz"), "");

    assertThat(read("name: n\ndataset: a.csv.gz", Map.of()).datasetFile())
        .hasValueSatisfying(
            file -> {
              assertThat(file.contentType()).isEqualTo("text/csv");
              assertThat(file.gzip()).isTrue();
            });
    assertThat(read("dataset: stored@3", Map.of()).body().get("dataset").toString())
        .isEqualTo("{\"name\":\"stored\",\"version\":3}");
    assertThat(read("dataset: stored", Map.of()).body().get("dataset").toString())
        .isEqualTo("{\"name\":\"stored\"}");
  }

  @Test
  void shouldTakeWhatMustBeKnownToReadTheFile() throws Exception {
    // Given
    Files.writeString(folder.resolve("a.tsv"), "");

    // When
    Submission submission =
        read(
            """
            name: n
            dataset:
              file: a.tsv
              encoding: windows-1252
              map: {question: input, answer: expected}
              skip_bad_lines: true
            """,
            Map.of());

    // Then it is said to the upload, and not to the run
    DatasetFile file = submission.datasetFile().orElseThrow();
    assertThat(file.contentType()).isEqualTo("text/tab-separated-values");
    assertThat(file.reading())
        .isEqualTo(
            new DatasetFile.Reading(
                "windows-1252", List.of("question=input", "answer=expected"), true));
    assertThat(submission.body().get("dataset").toString()).isEqualTo("{\"name\":\"n\"}");
  }

  @Test
  void shouldSayWhereItLookedAndWhichEndingsWork() {
    assertThatThrownBy(() -> read("name: n\ndataset: items.jsonl", Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("There is no dataset file")
        .hasMessageContaining(folder.resolve("items.jsonl").toString());
    for (String name : List.of("a.yaml", "a.xlsx")) {
      assertThatThrownBy(
              () -> {
                Files.writeString(folder.resolve(name), "");
                read("name: n\ndataset: " + name, Map.of());
              })
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(".jsonl, .json, .csv or .tsv");
    }
  }

  @Test
  void shouldTakeProvidersOutOfTheBody() throws Exception {
    Submission submission =
        read(
            """
            providers:
              local: {kind: openai, base_url: "${URL}/v1"}
            target: {provider: local, model: m}
            """,
            Map.of());

    assertThat(submission.providers()).containsOnlyKeys("local");
    assertThat(submission.providers().get("local").get("base_url").asText())
        .isEqualTo("http://here/v1");
    assertThat(submission.body().has("providers")).isFalse();
  }

  @Test
  void shouldTakeProvidersAsListWithNames() throws Exception {
    Submission submission =
        read("providers: [{name: a, kind: simulated}]\ntarget: {provider: a}", Map.of());

    assertThat(submission.providers().get("a").toString()).isEqualTo("{\"kind\":\"simulated\"}");
  }

  @Test
  void shouldSetValuesByPath() throws Exception {
    Submission submission =
        read(
            "target: {model: old}\ngate: [{type: pass_rate, min: 0.5}]",
            Map.of("target.model", "new", "gate.0.min", "0.9", "policy.max_attempts", "2"));

    assertThat(submission.body().toString())
        .isEqualTo(
            "{\"target\":{\"model\":\"new\"},\"gate\":[{\"type\":\"pass_rate\",\"min\":0.9}],"
                + "\"policy\":{\"max_attempts\":2}}");
  }

  @Test
  void shouldPutASkillInThePlaceOfATargetOrAnotherVersionOfIt() throws Exception {
    String file = "target: {skill: extract, model: large}";

    assertThat(read(file, Map.of("target.skill", "extract@2")).body().toString())
        .isEqualTo("{\"target\":{\"skill\":\"extract@2\",\"model\":\"large\"}}");
    assertThat(read("name: x", Map.of("target.skill", "extract")).body().path("target").toString())
        .isEqualTo("{\"skill\":\"extract\"}");
    assertThat(read("target: openai:m", Map.of("target", "{skill: extract}")).body().toString())
        .isEqualTo("{\"target\":{\"skill\":\"extract\"}}");
  }

  @Test
  void shouldRefuseAPathThatLeadsNowhere() {
    assertThatThrownBy(() -> read("gate: [{min: 1}]", Map.of("gate.1.min", "0")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("gate.1.min");
    assertThatThrownBy(() -> read("name: text", Map.of("name.more", "0")))
        .isInstanceOf(UsageException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "providers: 5 | providers: must be a mapping",
        "providers: local | providers: must be a mapping",
        "providers: true | got true",
        "dataset: {file: 5} | dataset.file must be a string in quotes; got 5",
        "dataset: {file: a.csv, name: 7} | dataset.name must be a string in quotes; got 7",
        "dataset: {file: a.csv, encoding: 8} | dataset.encoding must be a string in quotes; got 8",
        "dataset: {file: a.csv, map: {q: 1}} | dataset.map.q must be a string in quotes; got 1"
      })
  void shouldRefuseAFieldOfAnotherType(String file, String sentence) throws Exception {
    Files.writeString(folder.resolve("a.csv"), "q\n");

    assertThatThrownBy(() -> read("name: n\n" + file, Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void shouldRefuseWhatIsNoEvaluation() {
    assertThatThrownBy(() -> read("- a list", Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("must be a mapping");
    assertThatThrownBy(() -> read("name: a\nname: b", Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("given twice");
    assertThatThrownBy(() -> read("name: [open", Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("line");
    assertThatThrownBy(() -> read("name: n\ndataset: absent.jsonl", Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("absent.jsonl");
    assertThatThrownBy(() -> EvalFile.read(folder.resolve("nothing.yaml")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("There is no file");
  }

  private Submission read(String yaml, Map<String, String> overrides) throws IOException {
    Path file = Files.writeString(folder.resolve("eval.yaml"), yaml);
    return Submission.of(EvalFile.read(file), Map.of("URL", "http://here"), overrides);
  }
}
