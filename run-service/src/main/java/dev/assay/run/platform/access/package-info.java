/** Who calls: tokens and keys, their scopes, sessions of browsers. */
package dev.assay.run.platform.access;
