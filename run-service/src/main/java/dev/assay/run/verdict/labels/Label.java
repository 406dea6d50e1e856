package dev.assay.run.verdict.labels;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person's verdict on one answer, as it is given.
 *
 * @param itemId the dataset item's own id; or give the position
 * @param position of the item in the dataset, from 1; or give the item's id
 * @param repeat which independent answer, 0-based; null for 0
 * @param scorer key of the scorer whose question the person answered
 * @param passed whether the answer is good enough
 * @param score how good it is, 0..1; without {@code passed} the scorer's threshold decides
 * @param by who says so; null for nobody in particular
 * @param note a remark, null for none
 */
@Schema(name = "HumanLabel")
public record Label(
    String itemId,
    Integer position,
    Integer repeat,
    String scorer,
    Boolean passed,
    Double score,
    String by,
    String note) {

  /** The same, with what the request says once for all labels where this one says nothing. */
  Label or(String otherScorer, String otherBy) {
    return new Label(
        itemId,
        position,
        repeat,
        scorer == null ? otherScorer : scorer,
        passed,
        score,
        by == null ? otherBy : by,
        note);
  }

  /** Which answer of its item, from 0. */
  int repeatOrFirst() {
    return repeat == null ? 0 : repeat;
  }

  /** As stored: nobody in particular is the empty name. */
  String rater() {
    return by == null ? "" : by;
  }
}
