package dev.assay.simulator.question;

import java.util.List;

/**
 * Texts to make vectors of.
 *
 * @param texts in order
 * @param dimensions of a vector, null for the provider's own number
 * @param base64 whether vectors are wanted as little-endian floats in base64
 */
public record EmbeddingWish(List<String> texts, Integer dimensions, boolean base64) {}
