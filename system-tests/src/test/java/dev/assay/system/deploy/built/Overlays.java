package dev.assay.system.deploy.built;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folders that are built, and their documents. */
public final class Overlays {
  private Overlays() {}

  /** The base and everything that is made of it. */
  public static Stream<String> all() {
    return Stream.of("base", "overlays/dev", "overlays/production", "overlays/all");
  }

  /** The documents of one, to be changed as one likes. */
  public static List<Map<String, Object>> of(String folder) {
    return Kustomize.build(Kustomize.ROOT.resolve(folder));
  }
}
