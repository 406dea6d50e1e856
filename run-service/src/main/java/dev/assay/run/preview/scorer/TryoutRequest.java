package dev.assay.run.preview.scorer;

import dev.assay.run.library.scorers.CustomScorer;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to try on what.
 *
 * @param definition as it would be saved; the name may be missing
 * @param run an ended run of the workspace
 * @param limit at most so many answers, 1 to 200; null for 50
 * @param section only items of this one; null for all
 */
@Schema(name = "ScorerPreviewRequest")
public record TryoutRequest(CustomScorer definition, UUID run, Integer limit, String section) {}
