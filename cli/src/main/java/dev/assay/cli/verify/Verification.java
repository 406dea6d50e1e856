package dev.assay.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Verifies one capsule. */
public final class Verification {
  private final Scoring.Start start;

  /**
   * @param install the folder of Assay with the built scoring-service
   */
  public Verification(Path install) {
    this(() -> ScoringProcess.start(install));
  }

  Verification(Scoring.Start start) {
    this.start = start;
  }

  /**
   * What was found.
   *
   * @param manifest of the capsule
   * @param digest SHA-256 of the manifest, hex: it stands for the whole capsule
   * @param findings differences and what was looked at
   */
  public record Result(JsonNode manifest, String digest, Findings findings) {}

  /**
   * Looks at everything. A damaged file is a difference, and what depends on it is left out.
   *
   * @throws UsageException when the file is no capsule, or scoring-service is not built
   */
  public Result verify(Path file) {
    Findings findings = new Findings();
    try (Capsule capsule = Capsule.open(file)) {
      String digest = capsule.sha256(Capsule.MANIFEST);
      hashes(capsule, findings);
      try (Scoring scoring = start.start()) {
        content(capsule, scoring, findings);
      }
      return new Result(capsule.manifest(), digest, findings);
    } catch (IOException e) {
      throw new UsageException("The scores cannot be made again: " + e.getMessage() + ".", e);
    }
  }

  private static void hashes(Capsule capsule, Findings findings) {
    Set<String> listed = new HashSet<>(Set.of(Capsule.MANIFEST));
    for (JsonNode file : capsule.manifest().path("files")) {
      String name = file.path("name").asText();
      String expected = file.path("sha256").asText();
      listed.add(name);
      findings.file();
      try {
        String got = capsule.has(name) ? capsule.sha256(name) : "no such file";
        if (!got.equals(expected)) {
          findings.differs("file", null, name, expected, got);
        }
      } catch (IOException e) {
        findings.differs("file", null, name, expected, "damaged: " + e.getMessage());
      }
    }
    for (String name : capsule.names()) {
      if (!listed.contains(name)) {
        findings.differs("file", null, name, "not in the manifest", "in the capsule");
      }
    }
  }

  private static void content(Capsule capsule, Scoring scoring, Findings findings) {
    try {
      Definition definition = Definition.read(capsule, scoring, findings);
      Sums sums = new Sums();
      Rescoring rescoring = new Rescoring(scoring, definition, findings);
      try (Units units = new Units(capsule, findings)) {
        for (CapsuleUnit unit = units.next(); unit != null; unit = units.next()) {
          findings.unit();
          sums.add(unit);
          rescoring.add(unit);
        }
      }
      rescoring.flush();
      sums.compare(capsule.document("summary.json"), definition.keys(), findings);
    } catch (IOException e) {
      findings.differs("file", null, "content", "files that can be read", e.getMessage());
    }
  }
}
