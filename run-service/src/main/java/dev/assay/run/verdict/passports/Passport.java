package dev.assay.run.verdict.passports;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.annotation.Nullable;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A judge of the workspace, held against people.
 *
 * @param passport its identity: a SHA-256 over prompt, model, parameters and parser
 * @param scorer which scorer asked it
 * @param key the scorer's name in the newest run with labels
 * @param run that run
 * @param threshold score &gt;= threshold passes; that of the newest run unless asked otherwise,
 *     null when it has none: then nothing can be compared
 * @param againstPeople its fields stand beside the others in JSON
 */
@Schema(name = "Passport")
public record Passport(
    String passport,
    String scorer,
    String key,
    UUID run,
    @Nullable Double threshold,
    @JsonUnwrapped AgainstPeople againstPeople) {}
