package dev.assay.run.traffic.feedback;

/**
 * SQL of what stands of all that was said of an answer. What a person corrected does, in JSON
 * before in words. What a model made of a note does where no person corrected the answer, and as
 * long as that note is the newest: whoever wrote a newer one knew better.
 */
public final class Standing {
  private static final String NEWEST_NOTE =
      """
      select n.id, n.notes, n.by_link from feedback n
      where n.workspace_id = %s and n.entity_type = %s and n.entity_id = %s
        and n.notes ~ '\\S' and n.replaced_at is null%s
      order by n.at desc, n.id desc limit 1
      """;
  private static final String BY_SOMEBODY_KNOWN = " and not n.by_link";
  private static final String NOT_OUTDATED =
      "(not %1$s.inferred"
          + " or coalesce(%1$s.inferred_from = (select newest.id from (%2$s) newest), false))";
  private static final String NOTE =
      """
      left join lateral (
        %s
      ) %s on true
      """;
  private static final String TRUTH =
      """
      left join lateral (
        select coalesce(f.response, to_json(f.corrected)) as response, f.author, f.inferred,
          f.response is not null as in_json
        from feedback f
        where f.workspace_id = %s and f.entity_type = %s and f.entity_id = %s
          and (f.response is not null or f.corrected is not null) and f.replaced_at is null
          and %s
        order by f.inferred, f.response is null, f.at desc, f.id desc limit 1
      ) truth on true
      """;

  private Standing() {}

  /** Where an answer is named: columns with the workspace, the kind of the answer, and its id. */
  public record Answer(String workspaceId, String type, String id) {
    private String newestNote(boolean links) {
      return NEWEST_NOTE.formatted(workspaceId, type, id, links ? "" : BY_SOMEBODY_KNOWN);
    }
  }

  /**
   * Condition that a correction is a person's, or was made of the newest note.
   *
   * @param feedback the table, as a statement names it
   * @param links whether a note that came by a link is one as any other; else it is none
   */
  public static String notOutdated(String feedback, boolean links) {
    Answer answer =
        new Answer(feedback + ".workspace_id", feedback + ".entity_type", feedback + ".entity_id");
    return NOT_OUTDATED.formatted(feedback, answer.newestNote(links));
  }

  /**
   * The newest note of an answer, as {@code name (id, notes, by_link)}; all null where there is
   * none.
   *
   * @param links as in {@link #notOutdated}
   */
  public static String note(String name, Answer answer, boolean links) {
    return NOTE.formatted(answer.newestNote(links), name);
  }

  /**
   * What is right of an answer, as {@code truth (response, author, inferred, in_json)}; all null
   * where nobody said anything. Of several corrections of one kind the newest.
   *
   * @param links as in {@link #notOutdated}
   */
  public static String truth(Answer answer, boolean links) {
    return TRUTH.formatted(
        answer.workspaceId(), answer.type(), answer.id(), notOutdated("f", links));
  }
}
