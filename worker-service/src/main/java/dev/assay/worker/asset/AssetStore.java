package dev.assay.worker.asset;

import dev.assay.worker.time.Time;
import dev.assay.worker.wire.Transport;
import dev.assay.worker.wire.WireFault;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The assets this worker knows, as data URLs: the least recently used go when there are too many
 * bytes. Whoever asks for one that is just being fetched waits for the same fetch. On the event
 * loop only.
 */
public final class AssetStore {
  private static final long CONNECT_MS = 5_000;
  private static final long FETCH_MS = 30_000;

  private final Transport transport;
  private final Time time;
  private final Optional<URI> runService;
  private final long maxBytes;
  private final LinkedHashMap<String, String> known = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, List<Listener>> waiting = new HashMap<>();
  private long bytes;

  /** Hears what became of an asset. */
  interface Listener {
    /** Here it is. */
    void loaded(String dataUrl);

    /** It cannot be had. */
    void failed(WireFault fault);
  }

  /**
   * A store.
   *
   * @param transport to run-service, which is not bound by the rules for addresses of users
   * @param runService where it is; empty when this worker was not told
   * @param maxBytes of characters kept; a larger asset is refused
   */
  public AssetStore(Transport transport, Time time, Optional<URI> runService, long maxBytes) {
    this.transport = transport;
    this.time = time;
    this.runService = runService;
    this.maxBytes = maxBytes;
  }

  /** Gives it at once when it is known, otherwise when it has come. */
  void get(AssetLink link, Listener listener) {
    String dataUrl = known.get(link.sha256());
    if (dataUrl != null) {
      listener.loaded(dataUrl);
      return;
    }
    if (runService.isEmpty()) {
      listener.failed(
          new WireFault(
              WireFault.Kind.REQUEST,
              "this worker does not know where run-service is, so it cannot fetch assets; set"
                  + " assay.run.url"));
      return;
    }
    List<Listener> others = waiting.get(link.sha256());
    if (others != null) {
      others.add(listener);
      return;
    }
    List<Listener> all = new ArrayList<>();
    all.add(listener);
    waiting.put(link.sha256(), all);
    fetch(link);
  }

  private void fetch(AssetLink link) {
    Time.Timer[] timer = new Time.Timer[1];
    AssetFetch fetch =
        new AssetFetch(
            link,
            maxBytes,
            dataUrl -> {
              timer[0].cancel();
              keep(link.sha256(), dataUrl);
              waiting.remove(link.sha256()).forEach(waiter -> waiter.loaded(dataUrl));
            },
            fault -> {
              timer[0].cancel();
              waiting.remove(link.sha256()).forEach(waiter -> waiter.failed(fault));
            });
    timer[0] = time.after(FETCH_MS, fetch::giveUp);
    fetch.start(transport, runService.get(), CONNECT_MS);
  }

  private void keep(String sha256, String dataUrl) {
    if (dataUrl.length() > maxBytes) {
      return;
    }
    known.put(sha256, dataUrl);
    bytes += dataUrl.length();
    Iterator<Map.Entry<String, String>> eldest = known.entrySet().iterator();
    while (bytes > maxBytes) {
      bytes -= eldest.next().getValue().length();
      eldest.remove();
    }
  }
}
