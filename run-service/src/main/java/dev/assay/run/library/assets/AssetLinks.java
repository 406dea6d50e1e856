package dev.assay.run.library.assets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.AssetPlace;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Permissions to fetch one asset for a while, given to workers with a call: HMAC-SHA-256 over
 * workspace, SHA-256 and expiry. The key is random and kept in the database, which holds the assets
 * as well; every replica knows it, and no worker does.
 */
@ApplicationScoped
public class AssetLinks {
  private static final String PREFIX = "asset:";
  private static final int PREFIX_AND_HASH = PREFIX.length() + 64;
  private static final Predicate<String> SHA256 =
      Pattern.compile("[0-9a-f]{64}").asMatchPredicate();
  private static final String NAME = "assets";
  private static final String MAKE =
      "insert into signing_keys (name, key) values ($1, $2) on conflict (name) do nothing";
  private static final String READ = "select key from signing_keys where name = $1";

  private final Db db;
  private final AssetConfig config;
  private volatile byte[] key;

  AssetLinks(Db db, AssetConfig config) {
    this.db = db;
    this.config = config;
  }

  /** The call with a permission at every asset it names; the call itself when it names none. */
  public Uni<ModelCall> sign(ModelCall call) {
    if (!namesAssets(call)) {
      return Uni.createFrom().item(call);
    }
    Instant expiry = Instant.now().plusMillis(call.policy().deadlineMs()).plus(config.linkTtl());
    return key().invoke(known -> sign(call, known, expiry.getEpochSecond())).replaceWith(call);
  }

  /**
   * The item with a permission at every asset it names, in its conversation and among its assets:
   * for judges that are shown what the target was shown.
   */
  public Uni<ScoringItem> sign(UUID workspaceId, long deadlineMs, ScoringItem item) {
    if (item.assets() == null && !(item.input() instanceof ArrayNode)) {
      return Uni.createFrom().item(item);
    }
    long expires = Instant.now().plusMillis(deadlineMs).plus(config.linkTtl()).getEpochSecond();
    return key().map(known -> signed(item, new Permission(known, workspaceId.toString(), expires)));
  }

  private static ScoringItem signed(ScoringItem item, Permission permission) {
    JsonNode input = item.input() == null ? null : item.input().deepCopy();
    if (input instanceof ArrayNode) {
      for (JsonNode message : input) {
        permission.addTo(message.path("content"));
      }
    }
    JsonNode assets = item.assets() == null ? null : item.assets().deepCopy();
    if (assets instanceof ArrayNode) {
      for (JsonNode asset : assets) {
        if (asset instanceof ObjectNode named && SHA256.test(asset.path("ref").asText())) {
          named.put("ref", permission.of(PREFIX + asset.get("ref").asText()));
        }
      }
    }
    return new ScoringItem(
        item.id(),
        input,
        item.expected(),
        item.choices(),
        item.context(),
        item.criteria(),
        item.label(),
        item.section(),
        item.extra(),
        assets);
  }

  /** Whether a permission is genuine and has not expired. */
  Uni<Boolean> allows(UUID workspaceId, String sha256, long expires, String signature) {
    if (expires < Instant.now().getEpochSecond()) {
      return Uni.createFrom().item(false);
    }
    return key()
        .map(
            known ->
                MessageDigest.isEqual(
                    signature(known, workspaceId.toString(), sha256, expires)
                        .getBytes(StandardCharsets.US_ASCII),
                    signature.getBytes(StandardCharsets.UTF_8)));
  }

  private Uni<byte[]> key() {
    if (key != null) {
      return Uni.createFrom().item(key);
    }
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    return db.query(MAKE, NAME, Buffer.buffer(fresh))
        .flatMap(made -> db.query(READ, NAME))
        .map(rows -> Rows.one(rows).getBuffer("key").getBytes())
        .invoke(known -> key = known);
  }

  private static boolean namesAssets(ModelCall call) {
    for (ChatMessage message : call.request().messages()) {
      if (message.content() != null && message.content().isArray()) {
        for (JsonNode part : message.content()) {
          if (AssetPlace.of(part).filter(place -> names(place, part)).isPresent()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean names(AssetPlace place, JsonNode part) {
    return place.value(part).startsWith(PREFIX);
  }

  private static void sign(ModelCall call, byte[] key, long expires) {
    Permission permission = new Permission(key, call.provider().workspace(), expires);
    for (ChatMessage message : call.request().messages()) {
      if (message.content() != null) {
        permission.addTo(message.content());
      }
    }
  }

  private record Permission(byte[] key, String workspace, long expires) {
    /** To every part of a message's content that names an asset. */
    void addTo(JsonNode content) {
      if (!content.isArray()) {
        return;
      }
      for (JsonNode part : content) {
        if (part instanceof ObjectNode named) {
          AssetPlace.of(named)
              .filter(place -> names(place, named))
              .ifPresent(place -> place.put(named, of(place.value(named))));
        }
      }
    }

    /** What somebody wrote behind the hash is not a permission of ours. */
    String of(String url) {
      String asset = url.substring(0, Math.min(url.length(), PREFIX_AND_HASH));
      String sha256 = asset.substring(PREFIX.length());
      return asset
          + "?workspace="
          + workspace
          + "&expires="
          + expires
          + "&signature="
          + signature(key, workspace, sha256, expires);
    }
  }

  private static String signature(byte[] key, String workspace, String sha256, long expires) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String text = workspace + "\n" + sha256 + "\n" + expires;
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
