package dev.assay.run.platform.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a key may do. {@code admin} may do everything; {@code write} (datasets, evaluations,
 * providers) and {@code run} (launch, cancel, retry) both may read. {@code ingest} may do nothing
 * but report what production did: it can be given to programs that are spread widely. {@code scale}
 * may do nothing but ask how many workers are useful.
 */
public final class Scopes {
  /** See everything of the workspace. */
  public static final String READ = "read";

  /** Launch runs and act on them; reads, too. */
  public static final String RUN = "run";

  /** Change datasets, evaluations and providers; reads, too. */
  public static final String WRITE = "write";

  /** Report what production did, and nothing else: it reads nothing. */
  public static final String INGEST = "ingest";

  /** Know what waits for workers, and nothing else: for what scales them. */
  public static final String SCALE = "scale";

  /** Keys and workspaces, and everything else. */
  public static final String ADMIN = "admin";

  /** All there are. */
  public static final List<String> ALL = List.of(READ, RUN, WRITE, INGEST, SCALE, ADMIN);

  private Scopes() {}

  /** The given ones with those they imply. */
  public static Set<String> withImplied(Collection<String> scopes) {
    if (scopes.contains(ADMIN)) {
      return Set.copyOf(ALL);
    }
    Set<String> all = new LinkedHashSet<>(scopes);
    if (scopes.contains(RUN) || scopes.contains(WRITE)) {
      all.add(READ);
    }
    return Set.copyOf(all);
  }
}
