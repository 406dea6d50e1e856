package dev.assay.run.platform.audit;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The log of changes of the caller's workspace. */
@Path("/v1/audit")
@Tag(name = "Access")
public class AuditResource {
  private final Callers callers;
  private final AuditLog log;

  AuditResource(Callers callers, AuditLog log) {
    this.callers = callers;
    this.log = log;
  }

  /** Who asked for which change, and what was refused to whom. */
  @GET
  @RolesAllowed(Scopes.ADMIN)
  @Operation(summary = "Who asked for which change, and what was refused to whom, the newest first")
  public Uni<Page<AuditEntry>> list(
      @BeanParam AuditSearch search, @Valid @BeanParam PageRequest page) {
    UUID before = page.after(1).map(cursor -> cursor.uuid(0)).orElse(null);
    return log.read(callers.current().workspaceId(), before, search, page.limit + 1)
        .map(found -> Page.of(found, page.limit, entry -> Cursor.after(entry.id())));
  }
}
