package dev.assay.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.CanonicalJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes scores again, a batch at a time, and names those that are not the same bytes. */
final class Rescoring {
  private static final int BATCH_UNITS = 100;
  private static final int BATCH_CHARS = 1024 * 1024;
  private static final String NOTHING = "no score";

  private final Scoring scoring;
  private final Definition definition;
  private final Findings findings;
  private final List<CapsuleUnit> units = new ArrayList<>();
  private final List<ObjectNode> cases = new ArrayList<>();
  private int chars;

  Rescoring(Scoring scoring, Definition definition, Findings findings) {
    this.scoring = scoring;
    this.definition = definition;
    this.findings = findings;
  }

  /** Takes a unit; those without scores that could not have any are passed over. */
  void add(CapsuleUnit unit) throws IOException {
    for (String key : unit.scores().keySet()) {
      if (!definition.keys().contains(key)) {
        findings.differs("score", unit.name(), key, "a scorer of the definition", "none");
      }
    }
    String status = unit.statusByScores(definition);
    if (status != null && !status.equals(unit.status())) {
      findings.differs("status", unit.name(), "status", unit.status(), status);
    }
    boolean scored = !unit.scores().isEmpty() || unit.isDecided();
    if (unit.item() == null || !scored || definition.rescorableKeys().isEmpty()) {
      return;
    }
    ObjectNode scoringCase = unit.toCase(definition);
    units.add(unit);
    cases.add(scoringCase);
    chars += scoringCase.toString().length();
    if (units.size() >= BATCH_UNITS || chars >= BATCH_CHARS) {
      flush();
    }
  }

  /** Scores what was taken so far. */
  void flush() throws IOException {
    if (units.isEmpty()) {
      return;
    }
    JsonNode answers = scoring.score(definition.rescorable(), cases);
    for (int i = 0; i < units.size(); i++) {
      Map<String, JsonNode> made = new HashMap<>();
      answers.get(i).path("scores").forEach(s -> made.put(s.path("key").asText(), s));
      JsonNode unproven = answers.get(i).path("unproven");
      for (String key : definition.rescorableKeys()) {
        compare(units.get(i), key, made.get(key), unproven.path(key).asText());
      }
    }
    units.clear();
    cases.clear();
    chars = 0;
  }

  private void compare(CapsuleUnit unit, String key, JsonNode got, String unproven) {
    JsonNode expected = unit.scores().get(key);
    if (expected == null && !unit.isDecided()) {
      return; // cut short before this scorer had its turn
    }
    if (!unit.isMadeAgain(key, definition)) {
      findings.notRescored(key, "some of its judge's replies are vectors, which are not kept");
      return;
    }
    if (!unproven.isEmpty() && isUnheard(expected, unit.replies(key))) {
      findings.notRescored(
          key, "some of its questions brought no reply: errors, taken as they are");
      return;
    }
    String said = expected == null ? NOTHING : CanonicalJson.of(expected);
    String found =
        got != null
            ? CanonicalJson.of(storable((ObjectNode) got))
            : unproven.isEmpty() ? NOTHING : unproven;
    findings.rescored(key);
    if (!said.equals(found)) {
      findings.differs("score", unit.name(), key, said, found);
    }
  }

  /** The judge's provider was gone, or the time was up: the server gave up for it. */
  private static boolean isUnheard(JsonNode score, JsonNode replies) {
    return score != null && replies.isEmpty() && score.path("status").asText().equals("error");
  }

  /** A database's text cannot hold the character NUL; it was stored as the one that replaces it. */
  private static ObjectNode storable(ObjectNode score) {
    replaceNul(score, "reason");
    if (score.get("error") instanceof ObjectNode error) {
      replaceNul(error, "message");
    }
    return score;
  }

  private static void replaceNul(ObjectNode node, String field) {
    if (node.path(field).isTextual()) {
      node.put(field, node.get(field).textValue().replace('\0', '\uFFFD'));
    }
  }
}
