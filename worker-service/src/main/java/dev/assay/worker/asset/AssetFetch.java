package dev.assay.worker.asset;

import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.HeaderLookup;
import dev.assay.worker.wire.Transport;
import dev.assay.worker.wire.WireFault;
import dev.assay.worker.wire.WireListener;
import dev.assay.worker.wire.WireRequest;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;

/** Fetches one asset from run-service and looks whether it is what it should be. */
final class AssetFetch implements WireListener {
  private final AssetLink link;
  private final long maxBytes;
  private final Consumer<String> loaded;
  private final Consumer<WireFault> failed;
  private final Buffer body = Buffer.buffer();
  private Exchange exchange;
  private int status;
  private String mediaType;
  private boolean over;

  /**
   * A fetch.
   *
   * @param loaded takes the data URL
   * @param failed takes why there is none: a fault of the kind REQUEST will not mend by itself
   */
  AssetFetch(AssetLink link, long maxBytes, Consumer<String> loaded, Consumer<WireFault> failed) {
    this.link = link;
    this.maxBytes = maxBytes;
    this.loaded = loaded;
    this.failed = failed;
  }

  /** Starts at run-service's address; at once, or never again. */
  void start(Transport transport, URI runService, long connectTimeoutMs) {
    String base = runService.toString().replaceAll("/+$", "");
    String query = link.query().isEmpty() ? "" : "?" + link.query();
    URI uri = URI.create(base + "/v1/assets/" + link.sha256() + "/content" + query);
    exchange =
        transport.send(
            new WireRequest("GET", uri, Map.of("accept", "*/*"), Buffer.buffer()),
            connectTimeoutMs,
            this);
  }

  /** It took too long. */
  void giveUp() {
    if (!over) {
      exchange.abort();
      end(WireFault.Kind.BROKEN, "did not come in time");
    }
  }

  @Override
  public void sent() {
    // Nothing to note.
  }

  @Override
  public void head(int newStatus, HeaderLookup headers) {
    status = newStatus;
    mediaType = headers.get("content-type");
  }

  @Override
  public void chunk(Buffer piece) {
    if (over) {
      return;
    }
    body.appendBuffer(piece);
    if (body.length() > maxBytes) {
      exchange.abort();
      end(WireFault.Kind.REQUEST, "is larger than " + maxBytes + " bytes");
    }
  }

  @Override
  public void end() {
    if (over) {
      return;
    }
    if (status == 404) {
      end(WireFault.Kind.REQUEST, "is not there, or the permission to fetch it has expired");
    } else if (status != 200) {
      end(WireFault.Kind.BROKEN, "was answered with the status " + status);
    } else if (!sha256(body.getBytes()).equals(link.sha256())) {
      end(WireFault.Kind.BROKEN, "arrived with other bytes than its SHA-256 says");
    } else {
      over = true;
      String type = mediaType == null ? "application/octet-stream" : mediaType;
      loaded.accept(
          "data:" + type + ";base64," + Base64.getEncoder().encodeToString(body.getBytes()));
    }
  }

  @Override
  public void fault(WireFault fault) {
    if (!over) {
      end(fault.kind(), "could not be fetched from run-service, " + fault.message());
    }
  }

  private void end(WireFault.Kind kind, String why) {
    over = true;
    failed.accept(new WireFault(kind, "the asset " + link.sha256() + " " + why));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
