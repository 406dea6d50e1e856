package dev.assay.worker.asset;

import dev.assay.worker.time.Time;
import dev.assay.worker.wire.WireFault;
import io.smallrye.mutiny.Uni;
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
  /** Longer than all attempts of a source together. */
  private static final long LONGEST_MS = 60_000;

  private final AssetSource source;
  private final Time time;
  private final boolean knows;
  private final long maxBytes;
  private final LinkedHashMap<Key, String> known = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<Key, List<Listener>> waiting = new HashMap<>();
  private long bytes;

  /** An asset belongs to its workspace: another one may not see it, although it knows the hash. */
  private record Key(String workspace, String sha256) {}

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
    this.knows = told;
    this.maxBytes = maxBytes;
  }

  /** Gives it at once when it is known, otherwise when it has come. */
  void get(String workspace, AssetLink link, Listener listener) {
    Key key = new Key(workspace, link.sha256());
    String dataUrl = known.get(key);
    if (dataUrl != null) {
      listener.loaded(dataUrl);
      return;
    }
    if (!knows) {
      listener.failed(
          new WireFault(
              WireFault.Kind.REQUEST,
              "this worker does not know where run-service is, so it cannot fetch assets; set"
                  + " assay.run.url"));
      return;
    }
    List<Listener> others = waiting.get(key);
    if (others != null) {
      others.add(listener);
      return;
    }
    List<Listener> all = new ArrayList<>();
    all.add(listener);
    waiting.put(key, all);
    fetch(key, link);
  }

  /** Whatever happens, those that wait are told: a fetch that nobody ends would hang them all. */
  private void fetch(Key key, AssetLink link) {
    Uni<String> fetched;
    try {
      fetched = source.fetch(link, maxBytes);
    } catch (RuntimeException e) {
      fetched = Uni.createFrom().failure(e);
    }
    Time.Timer late = time.after(LONGEST_MS, () -> failed(key, link, late()));
    fetched
        .subscribe()
        .with(
            dataUrl -> time.soon(() -> ended(late, () -> loaded(key, dataUrl))),
            failure -> time.soon(() -> ended(late, () -> failed(key, link, failure))));
  }

  private static AssetFaultException late() {
    return new AssetFaultException(WireFault.Kind.BROKEN, "did not come in time");
  }

  private static void ended(Time.Timer late, Runnable then) {
    late.cancel();
    then.run();
  }

  private void loaded(Key key, String dataUrl) {
    keep(key, dataUrl);
    told(key).forEach(waiter -> waiter.loaded(dataUrl));
  }

  private void failed(Key key, AssetLink link, Throwable failure) {
    AssetFaultException why = failure instanceof AssetFaultException known ? known : late();
    told(key).forEach(waiter -> waiter.failed(why.fault(link)));
  }

  /** Those that waited; nobody when they were told already. */
  private List<Listener> told(Key key) {
    List<Listener> all = waiting.remove(key);
    return all == null ? List.of() : all;
  }

  private void keep(Key key, String dataUrl) {
    if (dataUrl.length() > maxBytes) {
      return;
    }
    String before = known.put(key, dataUrl);
    bytes += dataUrl.length() - (before == null ? 0 : before.length());
    Iterator<Map.Entry<Key, String>> eldest = known.entrySet().iterator();
    while (bytes > maxBytes) {
      bytes -= eldest.next().getValue().length();
      eldest.remove();
    }
  }
}
