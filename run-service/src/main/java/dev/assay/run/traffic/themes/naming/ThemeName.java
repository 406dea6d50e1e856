package dev.assay.run.traffic.themes.naming;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a model calls a theme. It is the model's word, and nobody else's.
 *
 * @param text the name; null where the model gave none that can be taken: the theme's words stand
 * @param refused why there is none; null where there is one
 * @param provider of the model
 * @param model that gave it
 * @param modelRun the run that asked it
 * @param at when it was stored
 */
@Schema(name = "ThemeName")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ThemeName(
    @Nullable String text,
    @Nullable String refused,
    String provider,
    String model,
    UUID modelRun,
    Instant at) {}
