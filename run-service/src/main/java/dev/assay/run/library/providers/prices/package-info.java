/** Prices of models, as providers are charged. */
package dev.assay.run.library.providers.prices;
