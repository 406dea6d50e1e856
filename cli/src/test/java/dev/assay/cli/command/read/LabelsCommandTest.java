package dev.assay.cli.command.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.command.FakeServer;
import dev.assay.cli.command.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsCommandTest {
  private static final String RUN = "/v1/runs/" + FakeServer.ID;
  private static final String JUDGED =
      """
      {"id":"%s","name":"nightly","status":"successful","verdict":"inconclusive",
       "counts":{"total":40},
       "summary":{"scorers":{"helpful":{"mean":0.6,"count":40,
         "judge":{"judged":40,"against_people":{"labels":0}}}}},
       "criteria":[{"type":"pass_rate","min":0.5,"passed":false,"outcome":"inconclusive",
         "observed":0.625,"message":"The gate requires a passport."}]}
      """
          .formatted(FakeServer.ID);
  private static final String PASSPORTS =
      """
      {"scorers":{"helpful":{"passport":"ab","judged":40,"pass_rate":0.625,
        "corrected_pass_rate":0.6,
        "corrected_pass_rate_interval":{"lower":0.312,"upper":0.801},"message":null,
        "against_people":{"labels":39,"agreement":0.875,"kappa":0.7368,
          "true_positive_rate":0.9167,"true_negative_rate":0.8125,"issued":true}}}}
      """;

  @TempDir Path folder;
  private FakeServer server;
  private Shell shell;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer("successful", "pass");
    shell = new Shell(folder.resolve("home")).with(server);
    server.canned.put("GET " + RUN, JUDGED);
    server.canned.put("GET " + RUN + "/passports", PASSPORTS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldStoreLabelsAndShowHowTheJudgeCompares() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("labels.csv"), "item_id,passed\nq1,true\n");
    server.canned.put("POST " + RUN + "/labels", "{\"created\":38,\"replaced\":1,\"empty\":2}");

    // When
    int code =
        shell.run(
            "labels",
            "import",
            file.toString(),
            "--run",
            FakeServer.ID,
            "--scorer",
            "helpful",
            "--by",
            "ann");

    // Then
    assertThat(code).isZero();
    assertThat(shell.out())
        .contains("38 labels new, 1 replaced, 2 rows without a verdict")
        .contains("JUDGE OF", "87.5 %", "0.737", "62.5 %", "60.0 %", "31.2 % … 80.1 %");
    assertThat(server.requests).contains("POST " + RUN + "/labels");
  }

  @Test
  void shouldShowJudgesAsTheyStandNow() {
    // When / Then
    assertThat(shell.run("show", FakeServer.ID)).isZero();
    assertThat(shell.out()).contains("JUDGE OF", "87.5 %", "The gate requires a passport.");
  }

  @Test
  void shouldSayNothingOfJudgesThatNobodyHasLabelled() {
    // Given
    server.canned.put(
        "GET " + RUN + "/passports", "{\"scorers\":{\"helpful\":{\"against_people\":{}}}}");

    // When / Then
    assertThat(shell.run("show", FakeServer.ID)).isZero();
    assertThat(shell.out()).doesNotContain("JUDGE OF");
  }

  @Test
  void shouldRefuseAFileThatIsNotThere() {
    assertThat(shell.run("labels", "import", "none.csv", "--run", "latest")).isEqualTo(2);
  }
}
