/** Images, audio and documents of items, stored once by their SHA-256 in each workspace. */
package dev.assay.run.library.assets;
