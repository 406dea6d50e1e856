package dev.assay.scoring.judge;

import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.ScorerInput;

/** How one kind of judge rules with its parameters. Stateless. */
public interface Ruling {
  /** The words of its questions that do not depend on the item. */
  String prompt();

  /**
   * Rules, asking through the input's asker.
   *
   * @throws dev.assay.scoring.scorer.UnansweredException when a reply has yet to come
   */
  Outcome rule(ScorerInput input);
}
