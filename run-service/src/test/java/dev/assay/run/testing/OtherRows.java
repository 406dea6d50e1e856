package dev.assay.run.testing;

import dev.assay.run.platform.db.work.Work;
import io.vertx.core.Vertx;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Confines a request to the rows of another workspace than that of its key. The conditions of the
 * service then let everything of the key's workspace through, and row-level security is alone in
 * keeping it back: as if the conditions were not there.
 */
public class OtherRows {
  /** The id of the workspace whose rows are seen. */
  public static final String HEADER = "X-Test-Rows-Of";

  /** After the caller is known. */
  @ServerRequestFilter
  public void confine(ContainerRequestContext request) {
    String workspace = request.getHeaderString(HEADER);
    if (workspace != null) {
      Work.markWorkspace(Vertx.currentContext(), UUID.fromString(workspace));
    }
  }
}
