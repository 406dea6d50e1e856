/** What the limits of provider accounts do now and did lately, by what workers announce. */
package dev.assay.run.library.providers.accounts;
