/** Who acts in a request that came without a key: whoever signs in, or holds a link. */
package dev.assay.run.platform.access.acting;
