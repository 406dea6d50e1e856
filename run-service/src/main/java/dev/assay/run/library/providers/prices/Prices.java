package dev.assay.run.library.providers.prices;

import dev.assay.common.part.ProviderRef;
import dev.assay.run.library.providers.PriceList;
import dev.assay.run.library.providers.Provider;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What the models of a workspace cost. */
@ApplicationScoped
public class Prices {
  private static final int MOST = 500;
  private static final String USED =
      """
      select provider_name, model
      from (select distinct provider_name, model from runs
            where workspace_id = $1 and provider_name is not null and model is not null) used
      order by provider_name, model limit $2
      """;

  private final Db db;
  private final Providers providers;

  public Prices(Db db, Providers providers) {
    this.db = db;
    this.providers = providers;
  }

  /** The list, and every model that a provider names or a run used with what it resolves to. */
  Uni<PriceView> view(UUID workspaceId) {
    return used(workspaceId)
        .flatMap(used -> prices(workspaceId, used, null, List.of()))
        .map(list -> new PriceView(PriceList.STANDARD, list));
  }

  /** Page by page, for of a record that may be large only the prices stay. */
  private Uni<List<PriceView.ProviderPrices>> prices(
      UUID workspaceId,
      Map<String, Set<String>> used,
      String after,
      List<PriceView.ProviderPrices> before) {
    return providers
        .page(workspaceId, after, MOST - before.size())
        .flatMap(
            page -> {
              List<PriceView.ProviderPrices> all = new ArrayList<>(before);
              page.data().forEach(provider -> all.add(prices(provider, used)));
              return page.nextCursor() == null || all.size() >= MOST
                  ? Uni.createFrom().item(all)
                  : prices(workspaceId, used, all.get(all.size() - 1).provider(), all);
            });
  }

  /** A model of a provider of the workspace, by their names. */
  public record Priced(String provider, String model) {
    @Override
    public String toString() {
      return (model == null ? "the model" : model) + " of " + provider;
    }
  }

  /** Those whose calls have no price, so that no limit on money can see them. */
  public Uni<List<Priced>> unpriced(UUID workspaceId, List<Priced> asked) {
    return InOrder.map(
            asked.stream().distinct().toList(),
            one ->
                providers
                    .find(workspaceId, one.provider())
                    .map(found -> new Known(one, complete(found.pricing(one.model())))))
        .map(all -> all.stream().filter(k -> !k.priced()).map(Known::asked).toList());
  }

  private record Known(Priced asked, boolean priced) {}

  private static boolean complete(ProviderRef.Pricing pricing) {
    return pricing != null && pricing.in() != null && pricing.out() != null;
  }

  private Uni<Map<String, Set<String>>> used(UUID workspaceId) {
    return db.query(USED, workspaceId, MOST)
        .map(
            rows -> {
              Map<String, Set<String>> models = new HashMap<>();
              for (Row row : rows) {
                models
                    .computeIfAbsent(row.getString("provider_name"), p -> new TreeSet<>())
                    .add(row.getString("model"));
              }
              return models;
            });
  }

  private static PriceView.ProviderPrices prices(Provider provider, Map<String, Set<String>> used) {
    Set<String> models = new TreeSet<>(used.getOrDefault(provider.name(), Set.of()));
    if (provider.settings().models() != null) {
      models.addAll(provider.settings().models().keySet());
    }
    List<PriceView.ModelPrice> prices =
        models.stream()
            .map(
                model ->
                    PriceView.ModelPrice.of(
                        model,
                        provider.pricing(model),
                        provider.ownPricing(model) != null,
                        provider.listed(model)))
            .toList();
    return new PriceView.ProviderPrices(provider.name(), provider.kind().wire(), prices);
  }
}
