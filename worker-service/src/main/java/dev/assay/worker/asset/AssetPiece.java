package dev.assay.worker.asset;

/**
 * A part of an asset that has arrived.
 *
 * @param mediaType as run-service says, null when it says nothing
 * @param bytes the part
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record AssetPiece(String mediaType, byte[] bytes) {}
