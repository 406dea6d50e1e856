package dev.assay.worker.asset;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** The assets of run-service, which is where the operator says: {@code assay.run.url}. */
@RegisterRestClient(configKey = "run-service")
@RegisterProvider(AssetPieceReader.class)
@Path("/v1/assets")
interface RunServiceAssets {
  /**
   * The bytes of an asset, piece by piece as they arrive, so that whoever takes them can stop.
   *
   * @param sha256 64 hexadecimal digits in lower case
   * @param permission run-service's own, sent back as it came
   * @return fails with a WebApplicationException for any status but 2xx, else with what broke
   */
  @GET
  @Path("/{sha256}/content")
  @Produces("*/*")
  Multi<AssetPiece> content(
      @PathParam("sha256") String sha256, @RestQuery Map<String, String> permission);
}
