package dev.assay.run.traffic.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.problem.Checks;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the workspace keeps traffic and feedback. */
@Path("/v1/traffic/settings")
@Tag(name = "Traffic")
public class SettingsResource {
  private static final int MOST_DAYS = 36_500;

  private final Callers callers;
  private final SettingsStore store;

  SettingsResource(Callers callers, SettingsStore store) {
    this.callers = callers;
    this.store = store;
  }

  /**
   * Records to try rules on; nothing is stored.
   *
   * @param records as they would be sent
   * @param redact rules to try; null for those of the workspace
   */
  @Schema(name = "RedactionTrial")
  public record Trial(
      @NotNull @Size(min = 1, max = 100) @Schema(ref = "JsonObject[]")
          List<@NotNull ObjectNode> records,
      @Nullable List<Rule> redact) {}

  /** The same records as they would be stored. */
  @Schema(name = "RedactionTried")
  public record Tried(int changed, @Schema(ref = "JsonObject[]") List<JsonNode> records) {}

  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "How long traffic is kept, and what is taken out before it is stored")
  public Uni<TrafficSettings> get() {
    return store.read(callers.current().workspaceId());
  }

  @PUT
  @RolesAllowed(Scopes.ADMIN)
  @Operation(
      summary = "Say how long traffic is kept, and what is taken out of what comes from now on")
  public Uni<TrafficSettings> put(@NotNull TrafficSettings settings) {
    Checks checks = new Checks();
    Redaction unused = Redaction.of(settings.redact(), checks);
    Integer days = settings.keepDays();
    if (days != null && (days < 1 || days > MOST_DAYS)) {
      checks.violate("keep_days", "must be from 1 to " + MOST_DAYS + ", or left out for always.");
    }
    checks.done();
    UUID workspaceId = callers.current().workspaceId();
    return store.write(workspaceId, settings).flatMap(done -> store.read(workspaceId));
  }

  @POST
  @Path("/dry-run")
  @Blocking
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "Show what rules would take out of records; nothing is stored")
  public Uni<Tried> tryOut(@NotNull @Valid Trial trial) {
    List<JsonNode> records = List.copyOf(trial.records());
    if (trial.redact() == null) {
      return store
          .without(callers.current().workspaceId(), records, Redaction::tree)
          .map(after -> tried(records, after));
    }
    Checks checks = new Checks();
    Redaction rules = Redaction.of(trial.redact(), checks);
    checks.done();
    return Uni.createFrom().item(() -> tried(records, records.stream().map(rules::tree).toList()));
  }

  private static Tried tried(List<JsonNode> records, List<JsonNode> after) {
    int changed = 0;
    for (int i = 0; i < records.size(); i++) {
      changed += after.get(i).equals(records.get(i)) ? 0 : 1;
    }
    return new Tried(changed, after);
  }
}
