package dev.assay.worker.wire;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Looks names of hosts up without blocking. */
@FunctionalInterface
public interface NameLookup {
  /**
   * All addresses of a name.
   *
   * @param host a name, not an address
   * @return at least one address; fails when the name has none. May complete on any thread
   */
  Future<List<InetAddress>> all(String host);
}
