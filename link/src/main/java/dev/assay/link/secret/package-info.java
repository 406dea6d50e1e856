/** Sealing secrets of providers under master keys, and opening them: one form for both sides. */
package dev.assay.link.secret;
