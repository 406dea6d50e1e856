package dev.assay.run.platform.egress;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Looks names of hosts up without blocking. */
@FunctionalInterface
public interface HostLookup {
  /**
   * All addresses of a name.
   *
   * @return empty when it has none, or when nobody says so in time
   */
  Uni<List<InetAddress>> all(String host);
}
