/**
 * What providers speak: how a question becomes bytes and bytes become an answer. One class per kind
 * behind {@link dev.assay.worker.kind.ProviderKind}; when and how often to call is not known here.
 */
package dev.assay.worker.kind;
