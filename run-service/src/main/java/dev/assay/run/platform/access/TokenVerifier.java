package dev.assay.run.platform.access;

import dev.assay.run.platform.problem.SqlStates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Says who shows a token. What was found valid is believed for five seconds, so that a busy caller
 * costs no query per request; a key revoked on another replica ends within that time. While the
 * database is away it is believed for longer.
 */
@ApplicationScoped
public class TokenVerifier {
  private static final Logger LOG = Logger.getLogger(TokenVerifier.class);
  private static final Duration BELIEVED = Duration.ofSeconds(5);
  private static final Duration LATELY = Duration.ofHours(1);
  private static final int MOST = 10_000;

  private final TokenStore store;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  TokenVerifier(TokenStore store) {
    this.store = store;
  }

  /** The caller behind a token; empty when it is unknown, revoked or past its end. */
  Uni<Optional<Verified>> verify(Token token) {
    Instant now = Instant.now();
    String hash = key(token);
    Known hit = known.get(hash);
    if (hit != null && now.isBefore(hit.until()) && hit.verified().validAt(now)) {
      return Uni.createFrom().item(Optional.of(hit.verified()));
    }
    return store
        .find(token)
        .invoke(found -> remember(hash, found, now))
        .onFailure(e -> SqlStates.isTransient(e) && lately(hit, now))
        .recoverWithItem(() -> Optional.of(hit.verified()));
  }

  /**
   * While the database is away, who was known lately is still known. It gives nothing away, for
   * everything else is in the database, too; but who reads a stream is not sent away for good.
   */
  private static boolean lately(Known hit, Instant now) {
    return hit != null && now.isBefore(hit.until().plus(LATELY)) && hit.verified().validAt(now);
  }

  /** Believes this token no more: after its session ended. Those of others stay believed. */
  void forget(Token token) {
    known.remove(key(token));
  }

  /** Believes nothing any more: after a key was revoked, whose sessions end with it. */
  public void forget() {
    known.clear();
  }

  /** How many tokens were found valid lately. */
  int known() {
    return known.size();
  }

  private void remember(String hash, Optional<Verified> found, Instant now) {
    if (found.isEmpty()) {
      known.remove(hash);
      return;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(hash, new Known(found.get(), now.plus(BELIEVED)));
    store
        .used(found.get().caller().keyId())
        .subscribe()
        .with(done -> {}, e -> LOG.warnf("last use of a key not noted error=%s", e.getMessage()));
  }

  private static String key(Token token) {
    String hash = Base64.getEncoder().encodeToString(Tokens.sha256(token.text()));
    return (token.cookie() ? "c" : "k") + hash;
  }

  private record Known(Verified verified, Instant until) {}
}
