package dev.assay.run.platform.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.run.platform.text.DoorJson;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** REST reads and writes in the one JSON dialect, and refuses unknown fields by name. */
class JsonProducer {
  @Produces
  @Singleton
  ObjectMapper mapper() {
    return DoorJson.mapper();
  }
}
