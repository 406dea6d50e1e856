package dev.assay.worker.asset;

import dev.assay.worker.time.Time;
import dev.assay.worker.wire.WireFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The assets this worker knows, as data URLs: the least recently used go when there are too many
 * bytes. Whoever asks for one that is just being fetched waits for the same fetch. On the event
 * loop only.
 */
public final class AssetStore {
  private final AssetSource source;
  private final Time time;
  private final boolean told;
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
   * @param source run-service, which is not bound by the rules for addresses of users
   * @param told whether this worker knows where run-service is
   * @param maxBytes of characters kept; a larger asset is refused
   */
  public AssetStore(AssetSource source, Time time, boolean told, long maxBytes) {
    this.source = source;
    this.time = time;
    this.told = told;
    this.maxBytes = maxBytes;
  }

  /** Gives it at once when it is known, otherwise when it has come. */
  void get(AssetLink link, Listener listener) {
    String dataUrl = known.get(link.sha256());
    if (dataUrl != null) {
      listener.loaded(dataUrl);
      return;
    }
    if (!told) {
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
    source
        .fetch(link, maxBytes)
        .subscribe()
        .with(
            dataUrl -> time.soon(() -> loaded(link, dataUrl)),
            failure -> time.soon(() -> failed(link, failure)));
  }

  private void loaded(AssetLink link, String dataUrl) {
    keep(link.sha256(), dataUrl);
    waiting.remove(link.sha256()).forEach(waiter -> waiter.loaded(dataUrl));
  }

  private void failed(AssetLink link, Throwable failure) {
    AssetFaultException why =
        failure instanceof AssetFaultException known
            ? known
            : new AssetFaultException(WireFault.Kind.BROKEN, "did not come in time");
    waiting.remove(link.sha256()).forEach(waiter -> waiter.failed(why.fault(link)));
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
