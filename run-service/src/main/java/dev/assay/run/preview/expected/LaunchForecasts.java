package dev.assay.run.preview.expected;

import dev.assay.run.preview.forecast.Range;
import dev.assay.run.preview.rehearsal.Estimate;
import dev.assay.run.preview.rehearsal.RunPreview;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.traffic.improve.plans.Forecasts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Forecasts of launches in three numbers, as a preview of them has them. */
@ApplicationScoped
class LaunchForecasts implements Forecasts {
  private final RunPreview previews;

  LaunchForecasts(RunPreview previews) {
    this.previews = previews;
  }

  @Override
  public Uni<Expected> of(UUID workspaceId, LaunchRequest request) {
    return previews
        .one(workspaceId, request)
        .map(preview -> expected(preview.units(), preview.forecast()));
  }

  /** Of a run in which nobody is called nothing is forecast. */
  private static Expected expected(int units, Estimate estimate) {
    double cost = 0;
    boolean known = true;
    long tokens = 0;
    if (estimate != null && estimate.forecast() != null) {
      var target = estimate.forecast();
      tokens += both(target.tokensIn(), target.tokensOut());
      known = target.cost() != null;
      cost += known ? target.cost().expected() : 0;
    }
    if (estimate != null && estimate.judges() != null) {
      var judges = estimate.judges();
      tokens += both(judges.tokensIn(), judges.tokensOut());
      known &= judges.cost() != null;
      cost += judges.cost() == null ? 0 : judges.cost().expected();
    }
    return new Expected(units, tokens, known ? (Double) cost : null);
  }

  private static long both(Range in, Range out) {
    return Math.round(in.expected() + out.expected());
  }
}
