/** Checks of addresses that users name, when they are saved. */
package dev.assay.run.platform.egress;
