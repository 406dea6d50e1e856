package dev.assay.run.library.assets;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Stores assets: the same bytes once in a workspace, under their SHA-256. */
@ApplicationScoped
public class Assets {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Sessions sessions;
  private final AssetRepository rows;
  private final AssetConfig config;

  Assets(Sessions sessions, AssetRepository rows, AssetConfig config) {
    this.sessions = sessions;
    this.rows = rows;
    this.config = config;
  }

  /**
   * What an upload did.
   *
   * @param made false when the bytes were there already
   */
  record Put(AssetView view, boolean made) {}

  /** Stores bytes; fails when they are too many, or not those that the name says. */
  Uni<Put> put(UUID workspaceId, String sha256, String mediaType, byte[] content) {
    check(sha256, content);
    return sessions.inTransaction(
        () ->
            rows.add(workspaceId, sha256, mediaType, content)
                .flatMap(
                    made ->
                        (made
                                ? Uni.createFrom().item(mediaType)
                                : rows.mediaType(workspaceId, sha256))
                            .map(type -> new Put(view(sha256, type, content), made))));
  }

  /** Fails with NOT_FOUND when there is none in the workspace. */
  Uni<Asset> get(UUID workspaceId, String sha256) {
    return get(sessions, workspaceId, sha256);
  }

  /** The same for a worker, who belongs to no workspace: a signature names what it may have. */
  Uni<Asset> getByLink(UUID workspaceId, String sha256) {
    return get(sessions.of(workspaceId), workspaceId, sha256);
  }

  private Uni<Asset> get(Sessions own, UUID workspaceId, String sha256) {
    return own.reading(() -> rows.of(workspaceId, sha256))
        .map(row -> Optional.ofNullable(row).orElseThrow(() -> missing(sha256)).asset());
  }

  /** Nobody can tell whether it is not there or not his. */
  static ProblemException missing(String sha256) {
    return ProblemException.notFound("asset", sha256);
  }

  private void check(String sha256, byte[] content) {
    if (!SHA256.matcher(sha256).matches()) {
      throw invalid("must be 64 hexadecimal digits in lower case");
    }
    if (content.length == 0) {
      throw new ProblemException(ErrorCode.VALIDATION_FAILED, "The body is empty; send the bytes.");
    }
    if (content.length > config.maxBytes().asLongValue()) {
      throw new ProblemException(
          ErrorCode.BODY_TOO_LARGE,
          "The asset is larger than "
              + config.maxBytes().asLongValue()
              + " bytes; make it smaller, or raise assay.assets.max-bytes.");
    }
    String actual = hash(content);
    if (!actual.equals(sha256)) {
      throw invalid("is not that of the body, which is " + actual);
    }
  }

  private static AssetView view(String sha256, String mediaType, byte[] content) {
    return new AssetView(sha256, mediaType, content.length, sha256);
  }

  private static ProblemException invalid(String message) {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "The SHA-256 in the path " + message + ".",
        List.of(new Violation("sha256", message)));
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The type without parameters, in lower case; empty when it is not a type. */
  static Optional<String> mediaType(String given) {
    if (given == null) {
      return Optional.of("application/octet-stream");
    }
    String type = given.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
    return type.matches("[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,60}")
        ? Optional.of(type)
        : Optional.empty();
  }
}
