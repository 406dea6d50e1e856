package dev.assay.run.library.providers.edit;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.library.providers.ProviderKind;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** The run that a provider of the kind {@code replay} answers from. */
final class ReplayedRun {
  private static final String THERE =
      "select id, name from runs where id = $1 and workspace_id = $2";

  private ReplayedRun() {}

  /** Fails when the options, which are right in form, name a run that is not in the workspace. */
  static Uni<Void> check(UUID workspaceId, ProviderInput input) {
    if (!ProviderKind.REPLAY.wire().equals(input.kind())) {
      return Uni.createFrom().voidItem();
    }
    String run = input.options().path("run").asText();
    return Sessions.statements()
        .rows(THERE, UUID.fromString(run), workspaceId)
        .invoke(
            rows -> {
              if (rows.isEmpty()) {
                String message = "names " + run + ", but there is no run of this id here";
                throw new ProblemException(
                    ErrorCode.VALIDATION_FAILED,
                    "The field options.run " + message + ".",
                    List.of(new Violation("options.run", message)));
              }
            })
        .replaceWithVoid();
  }
}
