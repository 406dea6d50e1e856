package dev.assay.run.traffic.feedback;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A correction in JSON that does not fit the schema of the skill that answered. It is kept.
 *
 * @param index which record of the body it is, from 0
 * @param entityId of what it is said
 * @param path where it does not fit, such as {@code lines[0].amount}; empty for the whole of it
 * @param message what is wrong there
 */
@Schema(name = "CorrectionWarning")
public record CorrectionWarning(int index, String entityId, String path, String message) {}
