/** Where calls to addresses that users name may go: the same rules at save and at use. */
package dev.assay.link.egress;
