package dev.assay.run.platform.access.walk;

import java.util.List;
import java.util.Set;

/** Operations, and places in them, that the walk asks in another way than the rest, and why. */
final class Special {
  /** Operations that make what is not there, in the workspace of whoever asks. */
  static final Set<String> MAKING =
      Set.of(
          "addEvalSet",
          "putAsset",
          "putEvaluation",
          "putProvider",
          "putScorer",
          "putSkill",
          "putView",
          "uploadDatasetVersion");

  /**
   * Operations that only an admin of the workspace {@code default} may do: 403, whatever is named.
   */
  static final Set<String> OPERATORS =
      Set.of("createWorkspace", "nowBacklog", "rotateMasterKey", "shareWorkspace");

  /** Operations that take a secret in place of a key: whoever has it may, wherever it belongs. */
  static final Set<String> OPENED =
      Set.of("endSession", "getAssetContent", "giveFeedbackByLink", "startSession");

  /**
   * Places that take any name there is not yet: what is reported may come before what it is about,
   * and a skill may have been made elsewhere.
   */
  static final Set<String> TAKING_ANY =
      Set.of(
          "createFeedbackLink body:entity_id",
          "createSkill body:provenance/improvement",
          "createSkill body:provenance/provider",
          "createSkill body:provenance/run_id",
          "giveFeedback body:entity_id",
          "putSkill body:provenance/improvement",
          "putSkill body:provenance/provider",
          "putSkill body:provenance/run_id");

  /** The log of changes tells whoever asked for something of theirs that he did. */
  static final String SAID_HIMSELF = "listAuditEntries query:object";

  /**
   * Places that make no difference to whoever has what they name: nothing is there that they pick,
   * they are looked up only when a run needs them, or they are refused whatever they name.
   */
  static final Set<String> MAKING_NO_DIFFERENCE =
      Set.of(
          "addEvalSet body:select/queue",
          "createEvaluation body:baseline",
          "createEvaluation body:evaluation",
          "deleteLabel path:id",
          "deleteSessionExecution query:session",
          "deleteSessionRequest query:session",
          "listExecutions query:skill",
          "listRequests query:agent",
          "nameThemes body:provider",
          "putAsset path:sha256",
          "putEvaluation body:baseline",
          "putEvaluation body:evaluation",
          "putEvaluation path:name");

  /**
   * Operations that take a launch, and look up alike what it names: under one wall alone each place
   * is asked for by every other one of them, and by the rest under the other wall.
   */
  static final List<String> LAUNCHING =
      List.of("launchRun", "previewRun", "createEvaluation", "putEvaluation");

  static final String LOOKED_UP_LATER = "/infer_corrections/provider";

  /** Lists and counts that name nothing of what the workspace has. */
  static final Set<String> SILENT =
      Set.of("countsSlice", "getAgreement", "getCacheStats", "listFlips");

  private Special() {}
}
