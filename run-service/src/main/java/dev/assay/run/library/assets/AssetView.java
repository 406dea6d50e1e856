package dev.assay.run.library.assets;

/**
 * What an upload answers.
 *
 * @param sha256 of the bytes, the asset's name
 * @param mediaType as given with the first upload
 * @param size in bytes
 * @param ref for {@code assets[].ref} of an item: the same as {@code sha256}
 */
public record AssetView(String sha256, String mediaType, long size, String ref) {}
