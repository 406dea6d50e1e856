/** From a delivery to a reply that the broker has accepted, once per unit. */
package dev.assay.worker.intake;
