package dev.assay.run.platform.openapi;

import java.util.Map;

/**
 * Names of operations as clients call them: a verb and what it is done to. They follow from class
 * and method ({@code RunsResource_launch} is {@code launchRun}); where that reads badly, the name
 * stands here. A name that a method gives itself stays.
 */
final class OperationNames {
  private static final String BETWEEN = "_";
  private static final String CLASS = "Resource";
  private static final Map<String, String> VERBS = Map.of("one", "get", "change", "update");
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("AccountLimitsResource_limits", "getProviderLimits"),
          Map.entry("AssetsResource_content", "getAssetContent"),
          Map.entry("AuditResource_list", "listAuditEntries"),
          Map.entry("CacheResource_stats", "getCacheStats"),
          Map.entry("ComparisonsResource_flips", "listFlips"),
          Map.entry("ComparisonsResource_post", "compareRuns"),
          Map.entry("EvaluationsResource_versions", "listEvaluationVersions"),
          Map.entry("EventsResource_ofRun", "followRun"),
          Map.entry("EventsResource_ofWorkspace", "followRuns"),
          Map.entry("ExportResource_export", "exportRun"),
          Map.entry("InfoResource_info", "getInfo"),
          Map.entry("ItemsResource_export", "exportDataset"),
          Map.entry("ItemsResource_list", "listDatasetItems"),
          Map.entry("ItemsResource_one", "getDatasetItem"),
          Map.entry("LabelsResource_give", "giveLabels"),
          Map.entry("OptimizeResource_optimize", "optimizeRun"),
          Map.entry("PreviewResource_preview", "previewRun"),
          Map.entry("PricesResource_list", "getPrices"),
          Map.entry("RerunResource_rerun", "rerun"),
          Map.entry("RotationResource_rotate", "rotateMasterKey"),
          Map.entry("RunPassportsResource_get", "getRunPassports"),
          Map.entry("RunsResource_push", "pushResults"),
          Map.entry("ScorersResource_versions", "listScorerVersions"),
          Map.entry("SessionResource_current", "getSession"),
          Map.entry("TrialResource_test", "testProvider"),
          Map.entry("TrialsResource_run", "tryScorer"),
          Map.entry("TryoutResource_preview", "previewScorer"),
          Map.entry("VersionsResource_diff", "diffDatasetVersions"),
          Map.entry("VersionsResource_list", "listDatasetVersions"),
          Map.entry("VersionsResource_one", "getDatasetVersion"),
          Map.entry("VersionsResource_upload", "uploadDatasetVersion"));

  private OperationNames() {}

  /** The name for what the generator made of class and method. */
  static String of(String generated) {
    if (OTHERS.containsKey(generated)) {
      return OTHERS.get(generated);
    }
    int between = generated.indexOf(BETWEEN);
    if (between < 0) {
      return generated;
    }
    String things = generated.substring(0, between).replace(CLASS, "");
    String method = generated.substring(between + BETWEEN.length());
    boolean several = method.equals("list");
    return VERBS.getOrDefault(method, method)
        + (several || !things.endsWith("s") ? things : things.substring(0, things.length() - 1));
  }
}
