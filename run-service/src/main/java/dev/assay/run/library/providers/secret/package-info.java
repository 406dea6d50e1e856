/** Secrets of providers, sealed. */
package dev.assay.run.library.providers.secret;
