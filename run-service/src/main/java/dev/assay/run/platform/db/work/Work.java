package dev.assay.run.platform.db.work;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A piece of work that holds a connection: a transaction or a session. Each gets a Vert.x context
 * of its own, by which it is known that something is done within it. A caller who goes away does
 * not break it off half-way, which would leave a connection open: it comes to its end, and only its
 * outcome is dropped.
 */
public final class Work {
  /** In the context of work as long as it goes on. */
  private static final String AT_WORK = Work.class.getName() + ".at-work";

  /** In the context of a request of somebody outside. */
  private static final String REQUEST = Work.class.getName() + ".request";

  /** In the context of a request whose asker is known: the workspace. */
  private static final String WORKSPACE = Work.class.getName() + ".workspace";

  private Work() {}

  /**
   * Does work in a context of its own; its outcome is told where the caller was.
   *
   * @return fails with an {@link IllegalStateException} within other work
   */
  public static <T> Uni<T> alone(Vertx vertx, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              refuseWithin();
              Context caller = Vertx.currentContext();
              Context own =
                  VertxContext.createNewDuplicatedContext(
                      belongs(caller, vertx) ? caller : vertx.getOrCreateContext());
              VertxContextSafetyToggle.setContextSafe(own, true);
              Uni<T> done = on(own, work);
              return caller == null
                  ? done
                  : done.emitOn(command -> caller.runOnContext(there -> command.run()));
            });
  }

  /**
   * Whether a context is of the Vert.x that the pools are of. A connection that is asked for in
   * another one's comes back outside of the work, which then cannot close what it has opened.
   */
  private static boolean belongs(Context context, Vertx vertx) {
    return context != null && context.owner() == vertx;
  }

  /** The mark is gone before the outcome is told: a caller may go on in this very context. */
  private static <T> Uni<T> on(Context own, Supplier<Uni<T>> work) {
    own.putLocal(AT_WORK, true);
    return Uni.createFrom()
        .emitter(
            outcome ->
                own.runOnContext(
                    there ->
                        Uni.createFrom()
                            .deferred(work::get)
                            .onTermination()
                            .invoke(() -> own.removeLocal(AT_WORK))
                            .subscribe()
                            .with(outcome::complete, outcome::fail)));
  }

  /**
   * Work that asks for a second connection while it holds its own can wait for itself: when all
   * connections of the pool are held by such work, none of it goes on.
   *
   * @throws IllegalStateException in the context of work that has not ended
   */
  public static void refuseWithin() {
    if (marked(AT_WORK)) {
      throw new IllegalStateException(
          "This is done within the work of a transaction or a session, which has its own"
              + " connection: take that one, or do it before or after the work.");
    }
  }

  /** Marks the context as that of a request: what it asks of the database has its own places. */
  public static void markRequest(Context context) {
    if (VertxContext.isDuplicatedContext(context)) {
      context.putLocal(REQUEST, true);
    }
  }

  /**
   * Begins what a request rings for and what is the service's own work all the same: it takes no
   * place of requests, and has not the rights of one.
   */
  public static void apart(Vertx vertx, Runnable begin) {
    if (ofRequest()) {
      VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
          .runOnContext(there -> begin.run());
    } else {
      begin.run();
    }
  }

  /**
   * Notes the workspace whose rows a request may see: of whoever asks, once that is proven, and
   * before anything else is done for him.
   */
  public static void markWorkspace(Context context, UUID workspace) {
    if (VertxContext.isDuplicatedContext(context)) {
      context.putLocal(WORKSPACE, workspace);
    }
  }

  /** The workspace of the request that this is done for; null when it is not known. */
  static UUID workspace() {
    return marked(WORKSPACE) ? Vertx.currentContext().getLocal(WORKSPACE) : null;
  }

  /** Whether this is done for a request, and not by the service on its own account. */
  public static boolean ofRequest() {
    return marked(REQUEST);
  }

  private static boolean marked(String mark) {
    Context here = Vertx.currentContext();
    return here != null && VertxContext.isDuplicatedContext(here) && here.getLocal(mark) != null;
  }
}
