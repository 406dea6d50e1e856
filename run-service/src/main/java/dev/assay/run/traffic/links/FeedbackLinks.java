package dev.assay.run.traffic.links;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Tokens;
import dev.assay.run.platform.access.acting.Acting;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.traffic.feedback.Feedback;
import dev.assay.run.traffic.reading.Shares;
import dev.assay.run.traffic.redaction.SettingsStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Makes links, and takes what is said by them. */
@ApplicationScoped
class FeedbackLinks {
  /** Where they are made. */
  static final String PATH = "/v1/feedback/links";

  private static final String BY = "/v1/feedback/by-link/";

  private final LinkStore store;
  private final SettingsStore settings;
  private final Idempotency idempotency;
  private final LinkRoom room;
  private final Semaphore places;
  private final Shares shares;

  FeedbackLinks(
      LinkStore store,
      LinkRoom room,
      SettingsStore settings,
      Idempotency idempotency,
      LinkConfig config) {
    this.store = store;
    this.room = room;
    this.settings = settings;
    this.idempotency = idempotency;
    this.places = new Semaphore(config.atATime());
    this.shares = new Shares(config.atATime());
  }

  /**
   * A link, as it is shown once.
   *
   * @param url to post feedback to; null when it was shown before
   * @param token the secret part of that; null when it was shown before
   */
  @Schema(name = "FeedbackLinkMade")
  record Made(UUID id, @Nullable String url, @Nullable String token, Instant expiresAt) {}

  /**
   * Makes one; fails with TOO_MANY_REQUESTS when the workspace has as many as it may.
   *
   * @param base of the addresses of this server, as its caller sees it
   */
  Uni<Response> make(Caller caller, String key, LinkInput given, URI base) {
    LinkInput link = given.complete();
    String token = Tokens.random();
    return idempotency.once(
        caller,
        PATH,
        key,
        given,
        tx ->
            room.of(tx, caller.workspaceId())
                .flatMap(free -> LinkStore.write(tx, caller.workspaceId(), token, link))
                .map(
                    made ->
                        Reply.created(
                            PATH + "/" + made.id(),
                            new Made(
                                made.id(),
                                base.resolve(BY + token).toString(),
                                token,
                                made.expiresAt()),
                            new Made(made.id(), null, null, made.expiresAt()))));
  }

  /**
   * Stores what somebody says who holds a link; few at a time, since anybody may try.
   *
   * @param known is told who it is as soon as the link is found
   */
  Uni<Void> take(String token, LinkFeedback said, Consumer<Acting> known) {
    if (!places.tryAcquire()) {
      throw tooMuch();
    }
    return Uni.createFrom()
        .deferred(
            () ->
                store
                    .find(token, shown -> known.accept(acting(shown)))
                    .flatMap(shown -> ofItsShare(shown, said)))
        .onTermination()
        .invoke(places::release);
  }

  /**
   * Whose a link is shows once it is found; then links of one workspace have half of the places.
   */
  private Uni<Void> ofItsShare(LinkStore.Shown shown, LinkFeedback said) {
    UUID workspace = shown.workspaceId();
    if (!shares.take(workspace)) {
      throw tooMuch();
    }
    return Uni.createFrom()
        .deferred(() -> take(shown, said))
        .onTermination()
        .invoke(() -> shares.giveBack(workspace));
  }

  private static ProblemException tooMuch() {
    return new ProblemException(
        ErrorCode.TOO_MANY_REQUESTS,
        "Too much feedback is being taken in; send this again in a moment.");
  }

  private static Acting acting(LinkStore.Shown shown) {
    return new Acting(shown.workspaceId(), null, "link", PATH + "/" + shown.link().id());
  }

  private Uni<Void> take(LinkStore.Shown shown, LinkFeedback said) {
    Feedback feedback = said.by(shown.link());
    return settings
        .of(shown.workspaceId())
        .without(
            shown.workspaceId(), List.of(feedback), (rules, one) -> rules.of(one, Feedback.class))
        .flatMap(without -> store.use(shown, without.get(0)));
  }
}
